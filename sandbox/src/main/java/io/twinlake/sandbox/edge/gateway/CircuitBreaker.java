package io.twinlake.sandbox.edge.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** One backend's breaker: trips when its rule's failures come within the interval, and closes after the trip's duration. */
final class CircuitBreaker {

    private final Rule rule;
    private final Deque<Instant> failures = new ArrayDeque<>();
    private Instant open = Instant.MIN;

    CircuitBreaker(Rule rule) {
        this.rule = rule;
    }

    Rule rule() {
        return rule;
    }

    synchronized boolean isTripped(Instant now) {
        return now.isBefore(open);
    }

    /** Counts an answer of that status; a backend that gave none counts as 500. */
    synchronized void record(int status, Instant now) {
        if (!rule.counts(status)) {
            return;
        }
        failures.addLast(now);
        while (failures.getFirst().isBefore(now.minus(rule.interval))) {
            failures.removeFirst();
        }
        if (failures.size() >= rule.count) {
            failures.clear();
            open = now.plus(rule.trip);
        }
    }

    /**
     * The rule of a backend's {@code circuitBreaker}.
     *
     * @param statuses the status ranges that are failures
     */
    record Rule(int count, Duration interval, Duration trip, JsonNode statuses) {

        static Rule of(JsonNode rule) {
            JsonNode condition = rule.path("failureCondition");
            return new Rule(
                    condition.path("count").asInt(1),
                    Duration.parse(condition.path("interval").asText("PT1M")),
                    Duration.parse(rule.path("tripDuration").asText("PT1M")),
                    condition.path("statusCodeRanges"));
        }

        private boolean counts(int status) {
            for (JsonNode range : statuses) {
                if (status >= range.path("min").asInt()
                        && status <= range.path("max").asInt()) {
                    return true;
                }
            }
            return false;
        }
    }
}
