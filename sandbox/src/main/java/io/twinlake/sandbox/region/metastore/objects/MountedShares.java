package io.twinlake.sandbox.region.metastore.objects;

import io.twinlake.sandbox.region.metastore.CatalogEntry.ShareSource;
import io.twinlake.sandbox.region.metastore.TableEntry;
import java.util.List;
import java.util.Optional;

/** What the providers of mounted shares answer; each call fails when the provider's region does not answer. */
public interface MountedShares {

    /** The share's schemas, in the order of their names; refused where the share does not exist or is not ours to read. */
    List<String> schemas(ShareSource source);

    /** The tables of one schema of the share, under the names that it gives them: {@code catalog} is the mount's. */
    List<TableEntry> tables(ShareSource source, String catalog, String schema);

    Optional<TableEntry> table(ShareSource source, String catalog, String schema, String table);

    /** True where the table is shared with its history. */
    boolean hasHistory(ShareSource source, String schema, String table);
}
