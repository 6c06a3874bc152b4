package io.twinlake.orchestrator.move;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One switch as a step found it, left it and proved it, kept among the step's facts.
 *
 * @param before its own settings before the move
 * @param after the same settings as the move wants them
 * @param verified whether the endpoint itself answered from the new region
 */
public record SwitchFacts(String name, String before, String after, boolean verified) {
    private static final String BEFORE = "before:";
    private static final String AFTER = "after:";
    private static final String VERIFIED = "verified:";

    /** Settings as one text: a single value alone, several by their names. */
    public static String text(Map<String, String> values) {
        if (values.size() == 1) {
            return values.values().iterator().next();
        }
        List<String> parts = new ArrayList<>();
        new TreeMap<>(values).forEach((name, value) -> parts.add(name + "=" + value));
        return String.join(", ", parts);
    }

    public Map<String, String> asDetails() {
        return Map.of(BEFORE + name, before, AFTER + name, after, VERIFIED + name, Boolean.toString(verified));
    }

    /** The switches among a step's facts, by name. */
    public static List<SwitchFacts> of(Map<String, String> details) {
        return details.keySet().stream()
                .filter(key -> key.startsWith(AFTER))
                .map(key -> key.substring(AFTER.length()))
                .sorted()
                .map(name -> new SwitchFacts(
                        name,
                        details.getOrDefault(BEFORE + name, ""),
                        details.getOrDefault(AFTER + name, ""),
                        Boolean.parseBoolean(details.get(VERIFIED + name))))
                .toList();
    }
}
