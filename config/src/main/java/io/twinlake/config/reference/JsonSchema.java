package io.twinlake.config.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twinlake.config.description.Format;
import io.twinlake.config.description.Key;
import io.twinlake.config.description.Shape;
import io.twinlake.config.description.Shape.Abbreviated;
import io.twinlake.config.description.Shape.Either;
import io.twinlake.config.description.Shape.Items;
import io.twinlake.config.description.Shape.Kinds;
import io.twinlake.config.description.Shape.Named;
import io.twinlake.config.description.Shape.OrNull;
import io.twinlake.config.description.Shape.Section;
import io.twinlake.config.description.Shape.Single;
import io.twinlake.config.description.TwinlakeFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schema (draft 2020-12) of {@code twinlake.yml}, for editors and pipelines. */
public final class JsonSchema {
    private static final Map<String, Object> ENVIRONMENT = Map.of("$ref", "#/$defs/environment");

    private JsonSchema() {}

    /** The schema as indented JSON. */
    public static String text() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "twinlake.yml");
        schema.put("$defs", Map.of("environment", environment()));
        schema.putAll(of(TwinlakeFile.root()));
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(schema);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists and texts are always JSON", e);
        }
    }

    /** A text that the environment completes: what comes of it is for the reader to check. */
    private static Map<String, Object> environment() {
        return ordered(
                "type", "string",
                "description", "A value read from the environment: ${NAME} or ${NAME:default}.",
                "pattern", "\\$\\{[A-Za-z_][A-Za-z0-9_]*(:[^}]*)?\\}");
    }

    private static Map<String, Object> of(Shape shape) {
        if (shape instanceof Single single) {
            return of(single.format());
        }
        if (shape instanceof OrNull value) {
            return Map.of("anyOf", List.of(of(value.format()), Map.of("type", "null")));
        }
        if (shape instanceof Items items) {
            return ordered("type", "array", "items", of(items.item()), "minItems", items.least());
        }
        if (shape instanceof Named named) {
            return named(named);
        }
        if (shape instanceof Kinds kinds) {
            return Map.of("oneOf", kinds(kinds));
        }
        if (shape instanceof Either either) {
            return Map.of(
                    "oneOf", either.sections().stream().map(JsonSchema::section).toList());
        }
        return shape instanceof Abbreviated brief
                ? Map.of("anyOf", List.of(of(alone(brief)), section(brief.section())))
                : section((Section) shape);
    }

    private static Map<String, Object> of(Format format) {
        Map<String, Object> value = ordered("type", format.type().word(), "description", format.expected());
        if (format.pattern() != null) {
            value.put("pattern", format.pattern());
        }
        if (format.least() != null && format.most() != null) {
            value.put("minimum", format.least());
            value.put("maximum", format.most());
        }
        return ordered("anyOf", List.of(value, ENVIRONMENT));
    }

    private static Map<String, Object> named(Named named) {
        Map<String, Object> names =
                new LinkedHashMap<>(ordered("description", named.name().expected()));
        if (named.name().pattern() != null) {
            names.put("pattern", named.name().pattern());
        }
        return ordered(
                "type",
                "object",
                "propertyNames",
                names,
                "additionalProperties",
                of(named.value()),
                "minProperties",
                named.least());
    }

    /** One schema per kind; the standard kind may be left unsaid. */
    private static List<Map<String, Object>> kinds(Kinds kinds) {
        List<Map<String, Object>> choices = new ArrayList<>();
        kinds.sections().forEach((kind, section) -> {
            Map<String, Object> by =
                    ordered("const", kind, "description", kinds.by().meaning());
            choices.add(section(
                    section.keys(),
                    Map.of(kinds.by().name(), by),
                    kind.equals(kinds.by().standard())));
        });
        return choices;
    }

    private static Shape alone(Abbreviated brief) {
        return brief.section().keys().stream()
                .filter(key -> key.name().equals(brief.key()))
                .findFirst()
                .orElseThrow()
                .shape();
    }

    private static Map<String, Object> section(Section section) {
        return section(section.keys(), Map.of(), true);
    }

    private static Map<String, Object> section(List<Key> keys, Map<String, Object> first, boolean firstOptional) {
        Map<String, Object> properties = new LinkedHashMap<>(first);
        keys.forEach(key -> properties.put(key.name(), key(key)));
        List<String> required = new ArrayList<>(firstOptional ? List.of() : first.keySet());
        keys.stream().filter(Key::required).map(Key::name).forEach(required::add);
        return ordered("type", "object", "properties", properties, "required", required, "additionalProperties", false);
    }

    private static Map<String, Object> key(Key key) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", key.meaning() + " (" + key.unit() + ")");
        String standard = key.standard();
        if (standard != null && key.shape() instanceof Single single) {
            Object value = single.format().type() == Format.Type.STRING
                    ? standard
                    : single.format().read(standard);
            schema.put("default", value);
        }
        of(key.shape()).forEach(schema::putIfAbsent);
        return schema;
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
