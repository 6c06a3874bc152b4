package io.twinlake.config.name;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A pattern over the names below a catalog: {@code schema} or {@code schema.object}, with {@code *} for any characters within a
 * part. As in Unity Catalog, case does not matter; a part in backticks may hold dots.
 */
public record NamePattern(String text) {
    public NamePattern {
        if (ObjectName.parse(text).parts().size() > 2) {
            throw new IllegalArgumentException("a pattern is schema or schema.object, without the catalog: " + text);
        }
    }

    /** Whether the pattern speaks of whole schemas and not of single objects. */
    public boolean ofSchemas() {
        return parts().size() == 1;
    }

    /** Whether a schema has a name as the pattern's first part says. */
    public boolean matchesSchema(String schema) {
        return matches(parts().get(0), schema);
    }

    /** Whether the pattern speaks of an object: by its own name, or by its whole schema. */
    public boolean matchesObject(String schema, String object) {
        return matchesSchema(schema) && (ofSchemas() || matches(parts().get(1), object));
    }

    private List<String> parts() {
        return ObjectName.parse(text).parts();
    }

    static boolean matches(String pattern, String name) {
        String[] literals = pattern.toLowerCase(Locale.ROOT).split("\\*", -1);
        StringBuilder regex = new StringBuilder(Pattern.quote(literals[0]));
        for (int i = 1; i < literals.length; i++) {
            regex.append(".*").append(Pattern.quote(literals[i]));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL)
                .matcher(name.toLowerCase(Locale.ROOT))
                .matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
