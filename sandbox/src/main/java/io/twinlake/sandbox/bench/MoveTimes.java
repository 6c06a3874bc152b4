package io.twinlake.sandbox.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.StreamSupport;

/** What a move's document tells about its times. */
record MoveTimes(JsonNode document) {

    /** The RTO in seconds, as the product measured it. */
    double rto() {
        return document.path("rtoSeconds").asDouble();
    }

    /** The time in seconds that the runbook took beyond the time of its steps. */
    double overhead() {
        double steps = StreamSupport.stream(document.path("steps").spliterator(), false)
                .mapToDouble(step -> step.path("seconds").asDouble())
                .sum();
        return Math.max(0, whole().toMillis() / 1000.0 - steps);
    }

    private Duration whole() {
        return Duration.between(time("startedAt"), time("endedAt"));
    }

    private Instant time(String field) {
        return Instant.parse(document.path(field).asText());
    }
}
