package io.twinlake.sandbox.region.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A partial change of a job's settings: a field replaces the one of its name, but the entries of a list with keys replace only
 * the entries of their keys.
 */
record SettingsUpdate(ObjectNode settings) {

    private static final Map<String, String> KEYS = Map.of(
            "tasks", "task_key",
            "job_clusters", "job_cluster_key",
            "environments", "environment_key",
            "parameters", "name");

    /** Removes first, then changes; a removal names a field, or {@code list/key}. */
    void apply(ObjectNode changes, List<String> removals) {
        removals.forEach(this::remove);
        changes.properties().forEach(change -> {
            String key = KEYS.get(change.getKey());
            JsonNode value = change.getValue();
            settings.set(change.getKey(), key == null ? value : merged(settings.path(change.getKey()), value, key));
        });
    }

    private void remove(String path) {
        int slash = path.indexOf('/');
        if (slash < 0) {
            settings.remove(path);
            return;
        }
        String list = path.substring(0, slash);
        String entry = path.substring(slash + 1);
        if (settings.path(list) instanceof ArrayNode entries) {
            Map<String, JsonNode> kept = byKey(entries, KEYS.getOrDefault(list, ""));
            kept.remove(entry);
            settings.set(list, JsonNodeFactory.instance.arrayNode().addAll(kept.values()));
        }
    }

    private static ArrayNode merged(JsonNode had, JsonNode given, String key) {
        Map<String, JsonNode> all = byKey(had, key);
        all.putAll(byKey(given, key));
        return JsonNodeFactory.instance.arrayNode().addAll(all.values());
    }

    private static Map<String, JsonNode> byKey(JsonNode entries, String key) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        entries.forEach(each -> found.put(each.path(key).asText(), each));
        return found;
    }
}
