package io.twinlake.orchestrator.drill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.config.ObjectName;
import io.twinlake.orchestrator.cli.Json;
import java.util.stream.StreamSupport;

/** The column that the API looks rows of a table up by: {@code id}, else the first that the table is clustered by. */
final class LookupKey {
    private static final String USUAL = "id";

    private LookupKey() {}

    /**
     * @param table how Unity Catalog describes it
     * @throws DrillBroken where the table has neither
     */
    static String of(ObjectName name, JsonNode table) {
        boolean usual = StreamSupport.stream(table.path("columns").spliterator(), false)
                .anyMatch(column -> column.path("name").asText().equalsIgnoreCase(USUAL));
        String clustered = firstClusteringColumn(
                table.path("properties").path("clusteringColumns").asText("[]"));
        if (!usual && clustered.isEmpty()) {
            throw new DrillBroken(
                    "table " + name + " has no column " + USUAL + " and is clustered by none",
                    "Cluster it by the column that the API looks rows up by.");
        }
        return usual ? USUAL : clustered;
    }

    /** Each column is the path to it: {@code [["a"],["b","c"]]}. One inside another is no key. */
    private static String firstClusteringColumn(String columns) {
        try {
            JsonNode first = Json.parse(columns).path(0);
            return first.size() == 1 ? first.path(0).asText() : "";
        } catch (JsonProcessingException notAList) {
            return "";
        }
    }
}
