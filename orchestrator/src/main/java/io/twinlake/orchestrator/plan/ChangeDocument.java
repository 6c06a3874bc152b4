package io.twinlake.orchestrator.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.change.Change;
import io.twinlake.catalogsync.change.ChangeType;
import io.twinlake.catalogsync.change.FieldDifference;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A change as documents have it: {@code object}, {@code kind}, {@code change}, {@code wave}, {@code reason} and {@code fields[]}. */
public final class ChangeDocument {
    private ChangeDocument() {}

    public static void write(Change change, ObjectNode node) {
        node.put("object", change.object().toString())
                .put("kind", change.kind().word())
                .put("change", change.type().word())
                .put("wave", change.wave())
                .put("reason", change.reason());
        write(change.fields(), node.putArray("fields"));
    }

    /** Fields that differ: {@code name}, {@code source} and {@code replica}. */
    public static void write(List<FieldDifference> fields, ArrayNode node) {
        fields.forEach(field -> node.addObject()
                .put("name", field.name())
                .put("source", field.source())
                .put("replica", field.replica()));
    }

    /**
     * Reads what {@link #write} wrote, and {@code content} beside it.
     *
     * @throws IllegalArgumentException where it is no change
     */
    static Change read(JsonNode node) {
        List<FieldDifference> fields = new ArrayList<>();
        node.path("fields")
                .forEach(field -> fields.add(new FieldDifference(
                        text(field, "name"), textOrNull(field, "source"), textOrNull(field, "replica"))));
        return new Change(
                SecurableKind.of(text(node, "kind")),
                ObjectName.parse(text(node, "object")),
                ChangeType.valueOf(text(node, "change").toUpperCase(Locale.ROOT)),
                (int) number(node, "wave"),
                textOrNull(node, "reason"),
                fields,
                List.of(),
                textOrNull(node, "content"));
    }

    static String text(JsonNode node, String name) {
        if (!node.path(name).isTextual()) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return node.path(name).asText();
    }

    static long number(JsonNode node, String name) {
        if (!node.path(name).isIntegralNumber()) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return node.path(name).asLong();
    }

    private static @Nullable String textOrNull(JsonNode node, String name) {
        return node.path(name).isTextual() ? node.path(name).asText() : null;
    }
}
