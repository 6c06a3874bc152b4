package io.twinlake.sandbox.region.delta.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.region.lake.LakePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A table at one version.
 *
 * @param files the body of each live {@code add} action
 * @param domains the body of each live {@code domainMetadata} action, by domain
 * @param transactions the body of each {@code txn} action, by application
 */
public record TableSnapshot(
        LakePath root,
        long version,
        ObjectNode protocol,
        ObjectNode metaData,
        Map<FileKey, ObjectNode> files,
        Map<String, ObjectNode> domains,
        Map<String, ObjectNode> transactions) {

    public String id() {
        return metaData.path("id").asText();
    }

    /** The table's properties. */
    public Map<String, String> configuration() {
        return Json.texts(metaData.path("configuration"));
    }

    /** The schema as JSON text in Spark's form. */
    public String schemaString() {
        return metaData.path("schemaString").asText();
    }

    public List<String> partitionColumns() {
        return Json.textList(metaData.path("partitionColumns"));
    }

    /** The clustering columns by their names in the data files, nested ones with dots; empty where it is not clustered. */
    public List<String> clusteringColumns() {
        ObjectNode domain = domains.get("delta.clustering");
        List<String> columns = new ArrayList<>();
        if (domain != null) {
            Json.parse(domain.path("configuration").asText())
                    .path("clusteringColumns")
                    .forEach(column -> columns.add(String.join(".", Json.textList(column))));
        }
        return columns;
    }

    /** The bytes of all live data files. */
    public long sizeInBytes() {
        return files.values().stream()
                .mapToLong(add -> add.path("size").asLong())
                .sum();
    }
}
