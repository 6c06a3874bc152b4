package io.twinlake.sandbox.region.metastore.information;

import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.metastore.CatalogEntry;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import java.util.List;
import java.util.Optional;

/** Answers what is asked of {@code CATALOG.information_schema.RELATION}. */
public final class InformationSchema {

    static final String SCHEMA = "information_schema";
    private static final String ALL = "system";

    private final Metastore metastore;

    public InformationSchema(Metastore metastore) {
        this.metastore = metastore;
    }

    /** The relation's rows as far as the caller may see them; empty where there is no such relation. */
    public Optional<ResultTable> relation(TableName name, Caller caller) {
        if (!name.schema().equals(SCHEMA)) {
            return Optional.empty();
        }
        boolean all = name.catalog().equals(ALL);
        if (!all && !metastore.shelves().catalogs.has(name.catalog())) {
            return Optional.empty();
        }
        // What a mounted share holds is listed in its own catalog alone: a dead provider must not hide all the rest.
        boolean contents = !name.table().startsWith("catalog");
        List<CatalogEntry> catalogs = metastore.catalogs().list(caller).stream()
                .filter(catalog ->
                        caller.isRoot() || !contents || metastore.catalogs().isAccessible(catalog))
                .filter(catalog -> all
                        ? !contents || catalog.source() == null
                        : catalog.fullName().equals(name.catalog()))
                .toList();
        return Relations.named(name.table()).map(relation -> relation.rows(metastore, catalogs, caller));
    }
}
