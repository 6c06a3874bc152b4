package io.twinlake.sandbox.region.metastore.information;

import io.twinlake.sandbox.region.metastore.CatalogEntry;
import io.twinlake.sandbox.region.metastore.FunctionEntry;
import io.twinlake.sandbox.region.metastore.SchemaEntry;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What a catalog holds, as far as a caller may see it. */
final class Contents {

    private Contents() {}

    static List<SchemaEntry> schemas(Metastore metastore, CatalogEntry catalog, Caller caller) {
        return metastore.schemas().list(caller, catalog.fullName());
    }

    static Stream<TableEntry> tables(Metastore metastore, CatalogEntry catalog, Caller caller) {
        return schemas(metastore, catalog, caller).stream()
                .flatMap(schema -> metastore.tables().list(caller, catalog.fullName(), schema.name()).stream());
    }

    static Stream<FunctionEntry> functions(Metastore metastore, CatalogEntry catalog, Caller caller) {
        return metastore.shelves().schemas.under(catalog.fullName() + ".").stream()
                .flatMap(schema -> metastore.functions().list(caller, catalog.fullName(), schema.name()).stream());
    }

    /** A time as a statement's result writes it. */
    static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
