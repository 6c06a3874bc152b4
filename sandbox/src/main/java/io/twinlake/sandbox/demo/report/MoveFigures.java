package io.twinlake.sandbox.demo.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.sandbox.demo.client.Requests;
import org.jspecify.annotations.Nullable;

/**
 * A move as the product and a client of the API saw it.
 *
 * @param rtoSeconds as the product measured it; null when it did not get there
 * @param rpoSeconds as the product measured it; null when it could not be known
 * @param requests that the client made while the move ran
 * @param retriedRequests of them, tried a second time
 * @param failedRequests of them, not answered at the second try either
 * @param steps the runbook's steps, as the product reports them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MoveFigures(
        String result,
        @Nullable Double rtoSeconds,
        @Nullable Double rpoSeconds,
        int requests,
        int retriedRequests,
        int failedRequests,
        JsonNode steps) {

    /** The figures of a move whose document says what the product saw. */
    public static MoveFigures of(JsonNode move, Requests meanwhile) {
        return new MoveFigures(
                move.path("result").asText(),
                number(move.path("rtoSeconds")),
                number(move.path("rpoSeconds")),
                meanwhile.count(),
                meanwhile.retried(),
                meanwhile.failed(),
                move.path("steps"));
    }

    private static @Nullable Double number(JsonNode value) {
        return value.isNumber() ? value.asDouble() : null;
    }
}
