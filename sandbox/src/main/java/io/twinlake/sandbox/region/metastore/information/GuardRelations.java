package io.twinlake.sandbox.region.metastore.information;

import io.twinlake.sandbox.region.metastore.CatalogEntry;
import io.twinlake.sandbox.region.metastore.GuardCall;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The relations that list row filters and column masks. */
final class GuardRelations {

    private static final String TABLE = "catalog_name schema_name table_name ";

    static final Map<String, Relation> ALL = Map.of(
            "row_filters",
                    Relation.of(
                            TABLE + "filter_catalog filter_schema filter_name filter_col_usage",
                            GuardRelations::filters),
            "column_masks",
                    Relation.of(
                            TABLE + "column_name mask_catalog mask_schema mask_name mask_col_usage",
                            GuardRelations::masks));

    private GuardRelations() {}

    private static void filters(Metastore metastore, CatalogEntry catalog, Caller caller, Relation.Rows rows) {
        Contents.tables(metastore, catalog, caller).forEach(table -> {
            TableName name = table.name();
            GuardCall filter = metastore.guards().of(name).filter();
            if (filter != null) {
                TableName function = filter.function();
                rows.add(
                        name.catalog(),
                        name.schema(),
                        name.table(),
                        function.catalog(),
                        function.schema(),
                        function.table(),
                        usage(filter));
            }
        });
    }

    private static void masks(Metastore metastore, CatalogEntry catalog, Caller caller, Relation.Rows rows) {
        Contents.tables(metastore, catalog, caller).forEach(table -> {
            TableName name = table.name();
            metastore.guards().of(name).masks().forEach((column, mask) -> {
                TableName function = mask.function();
                rows.add(
                        name.catalog(),
                        name.schema(),
                        name.table(),
                        column,
                        function.catalog(),
                        function.schema(),
                        function.table(),
                        usage(mask));
            });
        });
    }

    private static @Nullable String usage(GuardCall call) {
        return call.columns().isEmpty() ? null : String.join(",", call.columns());
    }
}
