package io.twinlake.sandbox.region.metastore.information;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.twinlake.sandbox.region.metastore.CatalogEntry;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import java.util.Map;
import java.util.function.BiConsumer;

/** The relations that list key constraints and their columns. */
final class ConstraintRelations {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NAME =
            "constraint_catalog constraint_schema constraint_name" + " table_catalog table_schema table_name ";

    static final Map<String, Relation> ALL = Map.of(
            "table_constraints",
                    Relation.of(
                            NAME + "constraint_type is_deferrable initially_deferred enforced",
                            ConstraintRelations::constraints),
            "key_column_usage",
                    Relation.of(
                            NAME + "column_name ordinal_position:int position_in_unique_constraint:int",
                            ConstraintRelations::columns));

    private ConstraintRelations() {}

    private static void constraints(Metastore metastore, CatalogEntry catalog, Caller caller, Relation.Rows rows) {
        each(metastore, catalog, caller, (table, constraint) -> {
            TableName name = table.name();
            boolean primary = constraint.has("primary_key_constraint");
            rows.add(
                    name.catalog(),
                    name.schema(),
                    key(constraint).path("name").asText(),
                    name.catalog(),
                    name.schema(),
                    name.table(),
                    primary ? "PRIMARY KEY" : "FOREIGN KEY",
                    "NO",
                    "YES",
                    "NO");
        });
    }

    private static void columns(Metastore metastore, CatalogEntry catalog, Caller caller, Relation.Rows rows) {
        each(metastore, catalog, caller, (table, constraint) -> {
            TableName name = table.name();
            boolean primary = constraint.has("primary_key_constraint");
            int position = 1;
            for (JsonNode column : key(constraint).path("child_columns")) {
                rows.add(
                        name.catalog(),
                        name.schema(),
                        key(constraint).path("name").asText(),
                        name.catalog(),
                        name.schema(),
                        name.table(),
                        column.asText(),
                        position,
                        primary ? null : position);
                position++;
            }
        });
    }

    private static void each(
            Metastore metastore, CatalogEntry catalog, Caller caller, BiConsumer<TableEntry, JsonNode> consumer) {
        Contents.tables(metastore, catalog, caller).forEach(table -> {
            for (String json : table.constraints()) {
                consumer.accept(table, parse(json));
            }
        });
    }

    private static JsonNode key(JsonNode constraint) {
        return constraint.elements().next();
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a recorded constraint is not JSON: " + json, e);
        }
    }
}
