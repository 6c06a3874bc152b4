package io.twinlake.catalogsync.securable;

import io.twinlake.config.name.ObjectName;
import java.util.List;
import java.util.Optional;

/** Says at the replica what is said at the source. Names are the same in both regions, storage addresses are not. */
public interface ReplicaTerms {
    /** Where an address of the source is at the replica; empty where the configuration does not say. */
    Optional<String> location(String url);

    /** Whether a table is in scope and can be replicated, so that the replica has one of its name. */
    boolean holds(ObjectName table);

    /**
     * An SQL text with the storage addresses and principals that it names rewritten.
     *
     * @throws Unmappable when nobody can tell what it names
     */
    String text(String sql) throws Unmappable;

    /** The columns that a table or view of the source has now, in their order; empty where it is not known. */
    Optional<List<String>> columns(ObjectName name);
}
