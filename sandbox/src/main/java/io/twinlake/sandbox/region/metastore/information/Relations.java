package io.twinlake.sandbox.region.metastore.information;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All relations of {@code information_schema}, by name. */
final class Relations {

    private static final Map<String, Relation> ALL = new TreeMap<>();

    static {
        ALL.putAll(ObjectRelations.ALL);
        ALL.putAll(PrivilegeRelations.ALL);
        ALL.putAll(TagRelations.ALL);
        ALL.putAll(ConstraintRelations.ALL);
        ALL.putAll(GuardRelations.ALL);
        ALL.putAll(PolicyRelations.ALL);
    }

    private Relations() {}

    static Optional<Relation> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }
}
