package io.twinlake.sandbox.region.api.unity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.twinlake.sandbox.region.api.AuditFields;
import io.twinlake.sandbox.region.api.Fields;
import io.twinlake.sandbox.region.engine.Column;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableGuard;
import io.twinlake.sandbox.region.metastore.TableType;
import io.twinlake.sandbox.region.metastore.ViewText;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A table or view as JSON. */
final class TableJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Metastore metastore;

    TableJson(Metastore metastore) {
        this.metastore = metastore;
    }

    /** What a list shows: neither dependencies nor constraints. */
    Fields listed(TableEntry table, Caller caller, boolean withColumns, boolean withProperties) {
        Fields fields = new Fields()
                .with("name", table.name().table())
                .with("catalog_name", table.name().catalog())
                .with("schema_name", table.name().schema())
                .with("full_name", table.fullName())
                .with("table_id", table.tableId())
                .with("table_type", table.type().name())
                .with("data_source_format", table.format() == null ? "UNKNOWN_DATA_SOURCE_FORMAT" : table.format())
                .with("metastore_id", metastore.identity().metastoreId())
                .with("data_access_configuration_id", "00000000-0000-0000-0000-000000000000")
                .with("storage_location", table.location())
                .with("storage_credential_name", credential(table))
                .with(
                        "view_definition",
                        table.view() != null && showsText(caller, table)
                                ? table.view().told()
                                : null)
                .with("browse_only", false)
                .with("securable_type", "TABLE")
                .with("securable_kind", kind(table));
        TableGuard guard = metastore.guards().of(table.name());
        if (guard.filter() != null) {
            fields.with("row_filter", GuardJson.filter(guard.filter()));
        }
        if (withColumns) {
            fields.with("columns", columns(table, guard));
        }
        if (withProperties) {
            fields.with("properties", properties(table));
        }
        if (!table.isView()) {
            fields.with("delta_runtime_properties_kvpairs", new Fields());
            AuditFields.optimization(
                    fields,
                    "INHERIT",
                    "SCHEMA",
                    table.name().catalog() + "." + table.name().schema());
        }
        return AuditFields.add(fields, table.header());
    }

    /** What a Get shows. */
    Fields whole(TableEntry table, Caller caller) {
        Fields fields = listed(table, caller, true, true);
        if (!table.constraints().isEmpty()) {
            fields.with(
                    "table_constraints",
                    table.constraints().stream().map(TableJson::parse).toList());
        }
        if (table.view() != null) {
            fields.with("view_dependencies", DependencyJson.show(table.view(), metastore));
        }
        return fields;
    }

    private boolean showsText(Caller caller, TableEntry view) {
        return metastore.texts().shows(caller, new SecurableRef(SecurableKind.TABLE, view.fullName()));
    }

    private static String kind(TableEntry table) {
        return switch (table.type()) {
            case VIEW -> "TABLE_VIEW";
            case EXTERNAL, EXTERNAL_SHALLOW_CLONE -> "TABLE_DELTA_EXTERNAL";
            case MANAGED, MANAGED_SHALLOW_CLONE ->
                "DELTASHARING".equals(table.format()) ? "TABLE_DELTASHARING" : "TABLE_DELTA";
        };
    }

    private @Nullable String credential(TableEntry table) {
        return table.type() == TableType.EXTERNAL && table.location() != null
                ? metastore.credentialFor(table.location()).orElse(null)
                : null;
    }

    private static List<Fields> columns(TableEntry table, TableGuard guard) {
        List<Fields> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            Fields fields = ColumnJson.show(column, table.partitionColumns().indexOf(column.name()));
            guard.mask(column.name()).ifPresent(mask -> fields.with("mask", GuardJson.mask(mask)));
            columns.add(fields);
        }
        return columns;
    }

    /** A view shows among its properties the catalog, the schema and the settings under which its text was written. */
    private static Map<String, String> properties(TableEntry table) {
        ViewText view = table.view();
        if (view == null) {
            return table.properties();
        }
        Map<String, String> properties = new TreeMap<>(table.properties());
        properties.put("view.catalogAndNamespace.numParts", "2");
        properties.put("view.catalogAndNamespace.part.0", view.catalog());
        properties.put("view.catalogAndNamespace.part.1", view.schema());
        SessionSettings.captured().forEach((name, value) -> properties.putIfAbsent("view.sqlConfig." + name, value));
        return properties;
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a recorded constraint is not JSON: " + json, e);
        }
    }
}
