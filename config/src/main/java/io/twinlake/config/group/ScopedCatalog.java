package io.twinlake.config.group;

import io.twinlake.config.name.NamePattern;
import io.twinlake.config.name.ObjectName;
import java.util.List;

/**
 * A catalog in a group's scope. An object is in scope if an include matches and no exclude does; no include means all.
 * A pattern of a schema speaks of everything in it; a pattern {@code schema.object} speaks of objects only, and including one keeps
 * its schema in scope.
 */
public record ScopedCatalog(String name, List<NamePattern> include, List<NamePattern> exclude) {
    public ScopedCatalog {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    /** Whether the catalog itself, one of its schemas or an object in one of them is in scope. */
    public boolean includes(ObjectName object) {
        List<String> parts = object.parts();
        if (!name.equalsIgnoreCase(object.catalog())) {
            return false;
        }
        return switch (parts.size()) {
            case 1 -> true;
            case 2 -> includesSchema(parts.get(1));
            default -> includesObject(parts.get(1), parts.get(2));
        };
    }

    private boolean includesSchema(String schema) {
        return !excludesSchema(schema)
                && (include.isEmpty() || include.stream().anyMatch(pattern -> pattern.matchesSchema(schema)));
    }

    private boolean includesObject(String schema, String object) {
        return !excludesSchema(schema)
                && exclude.stream().noneMatch(pattern -> pattern.matchesObject(schema, object))
                && (include.isEmpty() || include.stream().anyMatch(pattern -> pattern.matchesObject(schema, object)));
    }

    private boolean excludesSchema(String schema) {
        return exclude.stream().anyMatch(pattern -> pattern.ofSchemas() && pattern.matchesSchema(schema));
    }
}
