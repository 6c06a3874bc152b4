package io.twinlake.failover.fence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The settings of a job that decide whether it runs, each as the platform gave it: all others are left alone. */
record JobSettings(ObjectNode values) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RUNS = "max_concurrent_runs";
    private static final int USUAL_RUNS = 1;
    private static final String PAUSE = "pause_status";
    private static final String PAUSED = "PAUSED";
    private static final String UNPAUSED = "UNPAUSED";

    /** What may start a job by itself; each can be paused. */
    private static final List<String> TRIGGERS = List.of("schedule", "trigger", "continuous");

    JobSettings {
        values = values.deepCopy();
    }

    /** Those among all settings of a job. */
    static JobSettings of(ObjectNode settings) {
        ObjectNode values = JsonNodeFactory.instance.objectNode().put(RUNS, runs(settings));
        triggersOf(settings).forEach(trigger -> values.set(trigger, settings.get(trigger)));
        return new JobSettings(values);
    }

    static JobSettings parse(String json) {
        try {
            return new JobSettings((ObjectNode) JSON.readTree(json));
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("the ledger's copy of a job's settings is no JSON", unreadable);
        }
    }

    String json() {
        return values.toString();
    }

    /** Whether no run can begin, neither by itself nor by hand. */
    boolean isStopped() {
        return runs(values) == 0 && triggersOf(values).stream().allMatch(each -> isPaused(values.get(each)));
    }

    /** The same job, stopped. */
    JobSettings stopped() {
        ObjectNode stopped = values.deepCopy().put(RUNS, 0);
        triggersOf(stopped).forEach(each -> ((ObjectNode) stopped.get(each)).put(PAUSE, PAUSED));
        return new JobSettings(stopped);
    }

    /** Another region's job with its own times, at work as much as this one: as many runs, and paused where this one is. */
    JobSettings givenTo(JobSettings other) {
        ObjectNode given = other.values.deepCopy().put(RUNS, runs(values));
        for (String each : triggersOf(given)) {
            if (values.has(each)) {
                ((ObjectNode) given.get(each)).put(PAUSE, isPaused(values.get(each)) ? PAUSED : UNPAUSED);
            }
        }
        return new JobSettings(given);
    }

    /** How it could start, in words. */
    String described() {
        StringBuilder text = new StringBuilder(RUNS + " is " + runs(values));
        triggersOf(values).stream()
                .filter(each -> !isPaused(values.get(each)))
                .forEach(each -> text.append(", its ").append(each).append(" is not paused"));
        return text.toString();
    }

    private static int runs(ObjectNode settings) {
        return settings.path(RUNS).asInt(USUAL_RUNS);
    }

    private static boolean isPaused(JsonNode trigger) {
        return trigger.path(PAUSE).asText(UNPAUSED).equals(PAUSED);
    }

    private static List<String> triggersOf(ObjectNode settings) {
        return TRIGGERS.stream()
                .filter(each -> settings.get(each) instanceof ObjectNode)
                .toList();
    }
}
