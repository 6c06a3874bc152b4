package io.twinlake.catalogsync.situation;

import io.twinlake.config.name.ObjectName;
import java.util.Set;

/**
 * What a person lets Twinlake have at the replica though this ledger does not pair it.
 *
 * @param marked whether everything is taken that bears the marker of its own source's object
 * @param objects what is taken whatever it bears
 */
public record Adoption(boolean marked, Set<ObjectName> objects) {
    /** Nothing is taken. */
    public static final Adoption NONE = new Adoption(false, Set.of());

    public Adoption {
        objects = Set.copyOf(objects);
    }
}
