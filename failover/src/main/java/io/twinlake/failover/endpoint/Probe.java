package io.twinlake.failover.endpoint;

import io.twinlake.clients.endpoint.AnswerKind;
import io.twinlake.config.name.RegionName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the endpoint itself answered.
 *
 * @param good whether the expected region answered a lookup well
 * @param servedBy the region that said it answered last
 * @param at when the last answer came, or the last wait ended
 * @param took from the first question to the last answer
 * @param asked number of questions
 * @param last what the last answer says of the way to the endpoint
 * @param message the last answer, in words
 */
public record Probe(
        boolean good,
        Optional<RegionName> servedBy,
        Instant at,
        Duration took,
        int asked,
        AnswerKind last,
        String message) {}
