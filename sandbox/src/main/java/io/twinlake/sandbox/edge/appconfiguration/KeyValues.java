package io.twinlake.sandbox.edge.appconfiguration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.store.Document;
import io.twinlake.sandbox.store.DocumentFile;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The store's key-values, by key and label; a locked one cannot be changed or removed. */
final class KeyValues {

    private static final String PREFIX = "keyvalues/";

    private final DocumentFile file;
    private final Clock clock;

    KeyValues(DocumentFile file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    Optional<Document> find(String key, String label) {
        return file.find(name(key, label));
    }

    List<Document> all() {
        return List.copyOf(file.under(PREFIX).values());
    }

    /** Writes value, content type and tags; empty when the condition does not hold. */
    Optional<Document> put(String key, String label, ObjectNode given, Predicate<Optional<Document>> condition) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("key", key);
        body.put("label", label.isEmpty() ? null : label);
        body.set("content_type", given.path("content_type").isTextual() ? given.get("content_type") : null);
        body.set("value", given.path("value").isTextual() ? given.get("value") : null);
        body.set("tags", given.path("tags") instanceof ObjectNode tags ? tags : JsonNodeFactory.instance.objectNode());
        body.put("locked", false).put("last_modified", now());
        return file.put(name(key, label), body, current -> refuseLocked(key, current) && condition.test(current));
    }

    /** Removes a key-value; false when the condition does not hold. */
    boolean remove(String key, String label, Predicate<Optional<Document>> condition) {
        return file.remove(name(key, label), current -> refuseLocked(key, current) && condition.test(current));
    }

    /** Locks or unlocks; empty when the condition does not hold. */
    Optional<Document> lock(String key, String label, boolean locked, Predicate<Optional<Document>> condition) {
        return find(key, label)
                .flatMap(read -> file.put(
                        name(key, label),
                        read.body().put("locked", locked).put("last_modified", now()),
                        current -> current.map(Document::revision).equals(Optional.of(read.revision()))
                                && condition.test(current)));
    }

    private static boolean refuseLocked(String key, Optional<Document> current) {
        if (current.filter(each -> each.body().path("locked").asBoolean()).isPresent()) {
            throw Problem.locked(key);
        }
        return true;
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** No key holds the line feed that stands between it and its label. */
    private static String name(String key, String label) {
        return PREFIX + key + "\n" + label;
    }
}
