package io.twinlake.failover.fence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The settings of a job that decide whether it runs, each as the platform gave it: all others are left alone. */
record JobSettings(ObjectNode values) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RUNS = "max_concurrent_runs";
    private static final int USUAL_RUNS = 1;
    private static final String QUEUE = "queue";
    private static final String ENABLED = "enabled";
    private static final String PAUSE = "pause_status";
    private static final String PAUSED = "PAUSED";
    private static final String UNPAUSED = "UNPAUSED";

    /** What may start a job by itself, where there is one of its kind at most. */
    private static final List<String> TRIGGERS = List.of("schedule", "trigger", "continuous");

    /** What may start a job by itself, as a list: each entry has its kind, beside what all kinds have. */
    private static final String TRIGGER_LIST = "triggers";

    private static final Set<String> OF_ALL_KINDS = Set.of(PAUSE, "sql_condition");

    JobSettings {
        values = values.deepCopy();
    }

    /** Those among all settings of a job. */
    static JobSettings of(ObjectNode settings) {
        ObjectNode values = JsonNodeFactory.instance.objectNode().put(RUNS, runs(settings));
        TRIGGERS.forEach(each -> copy(settings, each, values));
        copy(settings, TRIGGER_LIST, values);
        copy(settings, QUEUE, values);
        return new JobSettings(values);
    }

    private static void copy(ObjectNode settings, String field, ObjectNode values) {
        if (settings.path(field).isContainerNode()) {
            values.set(field, settings.get(field));
        }
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

    /** The same with those of another that it does not have: what an older copy knows nothing of was never changed. */
    JobSettings completedBy(JobSettings now) {
        return new JobSettings(now.values.deepCopy().setAll(values));
    }

    /** Whether a run can begin, by itself or by hand. */
    boolean isAtWork() {
        return runs(values) > 0 || !triggersOf(values).values().stream().allMatch(JobSettings::isPaused);
    }

    /** Whether no run can begin, nor wait for the day on which one can. */
    boolean isStopped() {
        return !isAtWork() && !isQueueing(values);
    }

    /** The same job, stopped. */
    JobSettings stopped() {
        ObjectNode stopped = values.deepCopy().put(RUNS, 0);
        triggersOf(stopped).values().forEach(each -> each.put(PAUSE, PAUSED));
        if (stopped.get(QUEUE) instanceof ObjectNode queue) {
            queue.put(ENABLED, false);
        }
        return new JobSettings(stopped);
    }

    /** Another region's job with its own times, at work as much as this one: as many runs, queued and paused where this one is. */
    JobSettings givenTo(JobSettings other) {
        ObjectNode given = other.values.deepCopy().put(RUNS, runs(values));
        Map<String, ObjectNode> ours = triggersOf(values);
        triggersOf(given).forEach((name, each) -> {
            if (ours.containsKey(name)) {
                each.put(PAUSE, isPaused(ours.get(name)) ? PAUSED : UNPAUSED);
            }
        });
        if (values.has(QUEUE)) {
            given.withObject("/" + QUEUE).put(ENABLED, isQueueing(values));
        }
        return new JobSettings(given);
    }

    /** How it could start, in words. */
    String described() {
        StringBuilder text = new StringBuilder(RUNS + " is " + runs(values));
        triggersOf(values).forEach((name, each) -> {
            if (!isPaused(each)) {
                text.append(", its ").append(name).append(" is not paused");
            }
        });
        return text.append(isQueueing(values) ? ", its runs are queued" : "").toString();
    }

    private static int runs(ObjectNode settings) {
        return settings.path(RUNS).asInt(USUAL_RUNS);
    }

    private static boolean isQueueing(ObjectNode settings) {
        return settings.path(QUEUE).path(ENABLED).asBoolean();
    }

    private static boolean isPaused(JsonNode trigger) {
        return trigger.path(PAUSE).asText(UNPAUSED).equals(PAUSED);
    }

    /** By their names in words; two of one name, in different regions, are of one kind. */
    private static Map<String, ObjectNode> triggersOf(ObjectNode settings) {
        Map<String, ObjectNode> found = new LinkedHashMap<>();
        for (String each : TRIGGERS) {
            if (settings.get(each) instanceof ObjectNode trigger) {
                found.put(each, trigger);
            }
        }
        int place = 0;
        for (JsonNode each : settings.path(TRIGGER_LIST)) {
            place++;
            if (each instanceof ObjectNode trigger) {
                found.put("trigger " + place + " (" + kindOf(trigger) + ")", trigger);
            }
        }
        return found;
    }

    private static String kindOf(ObjectNode trigger) {
        return trigger.properties().stream()
                .map(Map.Entry::getKey)
                .filter(field -> !OF_ALL_KINDS.contains(field))
                .findFirst()
                .orElse("of no kind");
    }
}
