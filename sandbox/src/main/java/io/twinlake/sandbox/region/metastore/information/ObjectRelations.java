package io.twinlake.sandbox.region.metastore.information;

import io.twinlake.sandbox.region.engine.Column;
import io.twinlake.sandbox.region.metastore.Audit;
import io.twinlake.sandbox.region.metastore.CatalogEntry;
import io.twinlake.sandbox.region.metastore.FunctionEntry;
import io.twinlake.sandbox.region.metastore.SchemaEntry;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.ViewText;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The relations that list objects: catalogs, schemata, tables, views, columns, routines, parameters. */
final class ObjectRelations {

    private static final String AUDIT = " comment created:timestamp created_by last_altered:timestamp last_altered_by ";

    static final Map<String, Relation> ALL = Map.of(
            "catalogs", Relation.of("catalog_name catalog_owner" + AUDIT, ObjectRelations::catalog),
            "schemata", Relation.of("catalog_name schema_name schema_owner" + AUDIT, ObjectRelations::schemata),
            "tables",
                    Relation.of(
                            "table_catalog table_schema table_name table_type is_insertable_into commit_action"
                                    + " table_owner" + AUDIT
                                    + "data_source_format storage_sub_directory storage_path",
                            ObjectRelations::tables),
            "views",
                    Relation.of(
                            "table_catalog table_schema table_name view_definition check_option is_updatable"
                                    + " is_insertable_into sql_path is_materialized",
                            ObjectRelations::views),
            "columns",
                    Relation.of(
                            "table_catalog table_schema table_name column_name ordinal_position:int column_default"
                                    + " is_nullable full_data_type data_type is_identity is_generated"
                                    + " generation_expression is_updatable partition_ordinal_position:int comment",
                            ObjectRelations::columns),
            "routines",
                    Relation.of(
                            "specific_catalog specific_schema specific_name routine_catalog routine_schema routine_name"
                                    + " routine_type data_type full_data_type routine_body routine_definition"
                                    + " external_language parameter_style is_deterministic sql_data_access is_null_call"
                                    + " security_type routine_owner" + AUDIT,
                            ObjectRelations::routines),
            "parameters",
                    Relation.of(
                            "specific_catalog specific_schema specific_name ordinal_position:int parameter_mode"
                                    + " is_result parameter_name data_type full_data_type parameter_default comment",
                            ObjectRelations::parameters));

    private ObjectRelations() {}

    private static void catalog(Metastore metastore, CatalogEntry catalog, Caller caller, Relation.Rows rows) {
        Audit audit = catalog.header().audit();
        rows.add(
                catalog.fullName(),
                audit.owner(),
                catalog.header().comment(),
                Contents.time(audit.createdAt()),
                audit.createdBy(),
                Contents.time(audit.updatedAt()),
                audit.updatedBy());
    }

    private static void schemata(Metastore metastore, CatalogEntry catalog, Caller caller, Relation.Rows rows) {
        for (SchemaEntry schema : Contents.schemas(metastore, catalog, caller)) {
            Audit audit = schema.header().audit();
            rows.add(
                    schema.catalog(),
                    schema.name(),
                    audit.owner(),
                    schema.header().comment(),
                    Contents.time(audit.createdAt()),
                    audit.createdBy(),
                    Contents.time(audit.updatedAt()),
                    audit.updatedBy());
        }
    }

    private static void tables(Metastore metastore, CatalogEntry catalog, Caller caller, Relation.Rows rows) {
        Contents.tables(metastore, catalog, caller).forEach(table -> {
            TableName name = table.name();
            Audit audit = table.header().audit();
            rows.add(
                    name.catalog(),
                    name.schema(),
                    name.table(),
                    table.type().name(),
                    table.isView() ? "NO" : "YES",
                    "PRESERVE",
                    audit.owner(),
                    table.comment(),
                    Contents.time(audit.createdAt()),
                    audit.createdBy(),
                    Contents.time(audit.updatedAt()),
                    audit.updatedBy(),
                    table.format() == null ? "UNKNOWN_DATA_SOURCE_FORMAT" : table.format(),
                    null,
                    table.location());
        });
    }

    private static void views(Metastore metastore, CatalogEntry catalog, Caller caller, Relation.Rows rows) {
        Contents.tables(metastore, catalog, caller).forEach(table -> {
            if (table.view() != null) {
                TableName name = table.name();
                rows.add(
                        name.catalog(),
                        name.schema(),
                        name.table(),
                        definition(metastore, table, caller),
                        "NONE",
                        "NO",
                        "NO",
                        null,
                        false);
            }
        });
    }

    /** A view's text is shown to its owner alone. */
    private static @Nullable String definition(Metastore metastore, TableEntry table, Caller caller) {
        SecurableRef ref = new SecurableRef(SecurableKind.TABLE, table.fullName());
        ViewText view = table.view();
        return view != null && metastore.access().rights().member(caller, ref) ? view.told() : null;
    }

    private static void columns(Metastore metastore, CatalogEntry catalog, Caller caller, Relation.Rows rows) {
        Contents.tables(metastore, catalog, caller).forEach(table -> {
            for (Column column : table.columns()) {
                column(table, column, rows);
            }
        });
    }

    private static void column(TableEntry table, Column column, Relation.Rows rows) {
        int partition = table.partitionColumns().indexOf(column.name());
        rows.add(
                table.name().catalog(),
                table.name().schema(),
                table.name().table(),
                column.name(),
                column.position(),
                null,
                column.nullable() ? "YES" : "NO",
                column.typeText(),
                column.typeName(),
                "NO",
                "NO",
                null,
                table.isView() ? "NO" : "YES",
                partition < 0 ? null : partition,
                column.comment());
    }

    private static void routines(Metastore metastore, CatalogEntry catalog, Caller caller, Relation.Rows rows) {
        Contents.functions(metastore, catalog, caller).forEach(function -> {
            TableName name = function.name();
            Audit audit = function.header().audit();
            boolean sql = function.language().equals("SQL");
            String type = function.isTableFunction() ? "TABLE_TYPE" : function.returns();
            rows.add(
                    name.catalog(),
                    name.schema(),
                    name.table(),
                    name.catalog(),
                    name.schema(),
                    name.table(),
                    "FUNCTION",
                    type.replaceAll("[<(].*", "").toUpperCase(Locale.ROOT),
                    type,
                    sql ? "SQL" : "EXTERNAL",
                    metastore.texts().shows(caller, new SecurableRef(SecurableKind.FUNCTION, function.fullName()))
                            ? function.definition()
                            : null,
                    sql ? null : function.language(),
                    "SQL",
                    function.deterministic() ? "YES" : "NO",
                    function.sqlDataAccess(),
                    "NO",
                    "DEFINER",
                    audit.owner(),
                    function.header().comment(),
                    Contents.time(audit.createdAt()),
                    audit.createdBy(),
                    Contents.time(audit.updatedAt()),
                    audit.updatedBy());
        });
    }

    private static void parameters(Metastore metastore, CatalogEntry catalog, Caller caller, Relation.Rows rows) {
        Contents.functions(metastore, catalog, caller).forEach(function -> {
            List<FunctionEntry.Parameter> parameters = function.parameters();
            for (int i = 0; i < parameters.size(); i++) {
                FunctionEntry.Parameter parameter = parameters.get(i);
                rows.add(
                        function.name().catalog(),
                        function.name().schema(),
                        function.name().table(),
                        i,
                        "IN",
                        "NO",
                        parameter.name(),
                        parameter.typeName(),
                        parameter.typeText(),
                        parameter.defaultValue(),
                        parameter.comment());
            }
        });
    }
}
