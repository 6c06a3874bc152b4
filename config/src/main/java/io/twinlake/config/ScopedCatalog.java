package io.twinlake.config;

import java.util.List;

/**
 * A catalog in a group's scope, with patterns over {@code schema} and {@code schema.object} names: {@code *} within a part.
 * An object is in scope if an include matches and no exclude does; no include means all.
 */
public record ScopedCatalog(String name, List<String> include, List<String> exclude) {
    public ScopedCatalog {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }
}
