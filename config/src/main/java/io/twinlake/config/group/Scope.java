package io.twinlake.config.group;

import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.ObjectPattern;
import java.util.List;

/**
 * Which objects a group is about.
 *
 * @param catalogs what is replicated
 * @param apiTables tables that the API reads by key
 * @param acknowledgedUnprotected objects of which somebody has said that they may be lost
 */
public record Scope(
        List<ScopedCatalog> catalogs, List<ObjectName> apiTables, List<ObjectPattern> acknowledgedUnprotected) {
    public Scope {
        catalogs = List.copyOf(catalogs);
        apiTables = List.copyOf(apiTables);
        acknowledgedUnprotected = List.copyOf(acknowledgedUnprotected);
    }

    /** Whether a catalog, schema or object belongs to it. */
    public boolean includes(ObjectName object) {
        return catalogs.stream().anyMatch(catalog -> catalog.includes(object));
    }

    /** Whether somebody has said that an object, if it is not replicated, may be lost. */
    public boolean acknowledges(ObjectName object) {
        return acknowledgedUnprotected.stream().anyMatch(pattern -> pattern.matches(object));
    }
}
