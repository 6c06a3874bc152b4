package io.twinlake.clients.databricks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The column that the API looks rows of a table up by: {@code id}, else the first that the table is clustered by. */
public final class LookupKey {
    private static final String USUAL = "id";
    private static final ObjectMapper JSON = new ObjectMapper();

    private LookupKey() {}

    /**
     * @param table how Unity Catalog describes it
     * @return empty where it has no column {@code id} and is clustered by none
     */
    public static Optional<String> of(JsonNode table) {
        boolean usual = StreamSupport.stream(table.path("columns").spliterator(), false)
                .anyMatch(column -> column.path("name").asText().equalsIgnoreCase(USUAL));
        return usual
                ? Optional.of(USUAL)
                : firstClusteringColumn(
                        table.path("properties").path("clusteringColumns").asText("[]"));
    }

    /** Each column is the path to it: {@code [["a"],["b","c"]]}. One inside another is no key. */
    private static Optional<String> firstClusteringColumn(String columns) {
        try {
            JsonNode first = JSON.readTree(columns).path(0);
            return Optional.of(first.path(0).asText()).filter(column -> first.size() == 1 && !column.isEmpty());
        } catch (JsonProcessingException notAList) {
            return Optional.empty();
        }
    }
}
