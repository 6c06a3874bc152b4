package io.twinlake.sandbox.region.metastore.objects;

import io.twinlake.sandbox.region.metastore.CatalogEntry.ShareSource;
import io.twinlake.sandbox.region.metastore.TableEntry;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the providers of mounted shares answer; each call fails when the provider's region does not answer. */
public interface MountedShares {

    /** The share's schemas, in the order of their names; refused where the share does not exist or is not ours to read. */
    List<String> schemas(ShareSource source);

    /** The tables of one schema of the share, under the names that it gives them: {@code catalog} is the mount's. */
    List<TableEntry> tables(ShareSource source, String catalog, String schema);

    Optional<TableEntry> table(ShareSource source, String catalog, String schema, String table);

    /** The lowest version of a table that can be travelled to; empty where it is shared without its history; 0 where there is no such table. */
    OptionalLong historyFrom(ShareSource source, String schema, String table);

    /** Of how many files a table may consist to be read; empty where there is no such table. */
    OptionalLong mostFiles(ShareSource source, String schema, String table);
}
