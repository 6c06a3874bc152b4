package io.twinlake.sandbox.region.engine.statement;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.sandbox.region.delta.log.Json;
import io.twinlake.sandbox.region.delta.log.TableSnapshot;
import io.twinlake.sandbox.region.engine.Column;
import io.twinlake.sandbox.region.engine.session.SqlTypes;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.TableType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The metastore's entries for Delta tables, from what their logs say. */
final class Entries {

    private Entries() {}

    static TableEntry of(
            TableName name, String tableId, TableType type, TableSnapshot table, @Nullable String comment) {
        return new TableEntry(
                name,
                tableId,
                type,
                "DELTA",
                table.root().toString(),
                columns(table),
                table.partitionColumns(),
                properties(table),
                comment,
                null,
                List.of(),
                null);
    }

    /** The entry with the columns and properties that its table now has. */
    static TableEntry following(TableEntry entry, TableSnapshot table) {
        return new TableEntry(
                entry.name(),
                entry.tableId(),
                entry.type(),
                entry.format(),
                entry.location(),
                columns(table),
                table.partitionColumns(),
                properties(table),
                entry.comment(),
                entry.view(),
                entry.constraints(),
                entry.audit());
    }

    private static List<Column> columns(TableSnapshot table) {
        return SqlTypes.columns((StructType) DataType.fromJson(table.schemaString()));
    }

    /** The properties, and the clustering columns as Unity Catalog keeps them: as one more. */
    private static Map<String, String> properties(TableSnapshot table) {
        Map<String, String> properties = new TreeMap<>(table.configuration());
        JsonNode clustering = table.domains().get("delta.clustering");
        if (clustering != null) {
            JsonNode configuration = Json.parse(clustering.path("configuration").asText());
            properties.put(
                    "clusteringColumns", configuration.path("clusteringColumns").toString());
        }
        return properties;
    }
}
