package io.twinlake.sandbox.region.metastore.information;

import io.twinlake.sandbox.region.metastore.CatalogEntry;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import java.util.Map;

/** The relations that list tags. */
final class TagRelations {

    private static final String TAG = " tag_name tag_value";

    static final Map<String, Relation> ALL = Map.of(
            "catalog_tags", Relation.of("catalog_name" + TAG, TagRelations::catalog),
            "schema_tags", Relation.of("catalog_name schema_name" + TAG, TagRelations::schemas),
            "table_tags", Relation.of("catalog_name schema_name table_name" + TAG, TagRelations::tables),
            "column_tags", Relation.of("catalog_name schema_name table_name column_name" + TAG, TagRelations::columns));

    private TagRelations() {}

    private static void catalog(Metastore metastore, CatalogEntry catalog, Caller caller, Relation.Rows rows) {
        metastore
                .tags()
                .of(new SecurableRef(SecurableKind.CATALOG, catalog.fullName()), null)
                .forEach((name, value) -> rows.add(catalog.fullName(), name, value));
    }

    private static void schemas(Metastore metastore, CatalogEntry catalog, Caller caller, Relation.Rows rows) {
        Contents.schemas(metastore, catalog, caller)
                .forEach(schema -> metastore
                        .tags()
                        .of(new SecurableRef(SecurableKind.SCHEMA, schema.fullName()), null)
                        .forEach((name, value) -> rows.add(schema.catalog(), schema.name(), name, value)));
    }

    private static void tables(Metastore metastore, CatalogEntry catalog, Caller caller, Relation.Rows rows) {
        Contents.tables(metastore, catalog, caller).forEach(table -> {
            TableName name = table.name();
            metastore
                    .tags()
                    .of(new SecurableRef(SecurableKind.TABLE, table.fullName()), null)
                    .forEach((tag, value) -> rows.add(name.catalog(), name.schema(), name.table(), tag, value));
        });
    }

    private static void columns(Metastore metastore, CatalogEntry catalog, Caller caller, Relation.Rows rows) {
        Contents.tables(metastore, catalog, caller).forEach(table -> {
            TableName name = table.name();
            metastore
                    .tags()
                    .ofColumns(new SecurableRef(SecurableKind.TABLE, table.fullName()))
                    .forEach((column, tags) -> tags.forEach(
                            (tag, value) -> rows.add(name.catalog(), name.schema(), name.table(), column, tag, value)));
        });
    }
}
