package io.twinlake.sandbox.region.metastore;

import io.twinlake.sandbox.region.engine.ResultTable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an engine may ask of the metastore and tell it. Every change is durable when the call returns; every refusal is a
 * {@link CatalogFailure}.
 */
public interface TableRegistry {

    /** The names of all catalogs, mounted shares included. */
    List<String> catalogs();

    /** Refuses a write to what can only be read: the catalog of a mounted share, or {@code information_schema}. */
    void requireWritable(TableName name);

    /**
     * Refuses, before any data is written, a table that the principal may not make, or may not replace.
     *
     * @param location where it is asked to lie; null where none is named
     */
    void requireCreate(TableName name, boolean orReplace, @Nullable String location, String principal);

    /** Refuses a change of a table's rows, columns or properties, and of what can only be read. */
    void requireModify(TableName name, String principal);

    /**
     * A table or view. One of a mounted share is asked of the provider's region, so the call fails when that region is dead;
     * its location is the provider's.
     */
    Optional<TableEntry> find(TableName name);

    /** The lowest version that can be travelled to; empty for a table that is shared without its history: it can be read as it is now only. */
    OptionalLong historyFrom(TableName name);

    /** Of how many files a table of a mounted share may consist to be read; empty for a table of our own. */
    OptionalLong mostFiles(TableName name);

    /** What hides rows and values of a table from a principal. */
    TableGuard guard(TableName name, String principal);

    /** The groups of the account that a principal is in. */
    Set<String> groups(String principal);

    /** The SQL functions that a statement may call. */
    List<SqlFunction> functions();

    /**
     * The rows of a relation that the metastore computes ({@code information_schema} of any catalog, and of {@code system}),
     * as far as the principal may see them; empty where there is no such relation. No table data is read.
     */
    Optional<ResultTable> informationSchema(TableName name, String principal);

    /**
     * Records a new table and returns it with its audit fields.
     *
     * @param orReplace a table of that name is replaced: identity, grants, owner and tags stay, the rest is the new entry's
     * @param ifNotExists a table of that name is returned as it is
     * @param principal becomes the owner
     */
    TableEntry create(TableEntry entry, boolean orReplace, boolean ifNotExists, String principal);

    /** Records a changed table; its identity and owner stay. */
    TableEntry update(TableEntry entry, String principal);

    /** Forgets a table or view, with its grants and tags. */
    void drop(TableName name, String principal);

    /** A new table identity. */
    String newTableId();

    /** Where a managed table's data belongs: below the storage root of its schema, else its catalog, else the metastore. */
    String managedLocation(TableName name, String tableId);
}
