package io.twinlake.sandbox.region.delta;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a new table is to be.
 *
 * @param schema Spark's JSON form of a struct
 * @param properties those of {@code delta.feature.*} included
 * @param clusteringColumns top-level columns; empty for a table that is not clustered
 */
public record TableDefinition(
        JsonNode schema,
        List<String> partitionColumns,
        List<String> clusteringColumns,
        Map<String, String> properties,
        @Nullable String comment) {

    public TableDefinition {
        partitionColumns = List.copyOf(partitionColumns);
        clusteringColumns = List.copyOf(clusteringColumns);
        properties = Map.copyOf(properties);
    }
}
