package io.twinlake.sandbox.region.delta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.region.delta.log.Actions;
import io.twinlake.sandbox.region.delta.log.CommitInfo;
import io.twinlake.sandbox.region.delta.log.DeltaFailure;
import io.twinlake.sandbox.region.delta.log.Json;
import io.twinlake.sandbox.region.delta.log.TableLog;
import io.twinlake.sandbox.region.delta.log.TableSnapshot;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Makes a table without rows by one commit, new or in the place of what was there. */
public final class EmptyTable {

    private static final String CLUSTERING = "delta.clustering";

    private final Clock clock;

    public EmptyTable(Clock clock) {
        this.clock = clock;
    }

    /**
     * Commits the table.
     *
     * @param replace a table that is there gets a version without its files; else it is refused
     * @throws DeltaFailure when a table is there that may not be replaced, or somebody commits at the same time
     */
    public TableSnapshot create(TableLog log, TableDefinition definition, boolean managed, boolean replace) {
        Optional<TableSnapshot> before = log.latest();
        if (before.isPresent() && !replace) {
            throw new DeltaFailure(
                    "DELTA_TABLE_ALREADY_EXISTS", "42P07", "Table at " + log.root() + " already exists.");
        }
        Instant now = clock.instant();
        ObjectNode metaData = metaData(definition, now);
        ObjectNode protocol = TableProtocol.of(definition.properties(), definition.schema(), clustered(definition));
        List<ObjectNode> actions = new ArrayList<>();
        actions.add(commitInfo(definition, managed, before.isPresent(), now));
        actions.add(Actions.protocol(
                before.map(old -> TableProtocol.union(old.protocol(), protocol)).orElse(protocol)));
        actions.add(Actions.metaData(metaData));
        before.ifPresent(old -> actions.addAll(removals(old, now)));
        if (clustered(definition)) {
            actions.add(Actions.domain(clustering(definition, metaData)));
        }
        long version = before.map(old -> old.version() + 1).orElse(0L);
        log.commitOrFail(version, actions);
        return log.at(version);
    }

    private static ObjectNode commitInfo(TableDefinition definition, boolean managed, boolean replaced, Instant now) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("partitionBy", Json.array(definition.partitionColumns()).toString());
        parameters.put("clusterBy", Json.array(definition.clusteringColumns()).toString());
        if (definition.comment() != null) {
            parameters.put("description", definition.comment());
        }
        parameters.put("isManaged", String.valueOf(managed));
        parameters.put(
                "properties",
                Json.object(new TreeMap<>(definition.properties())).toString());
        return CommitInfo.action(
                now,
                replaced ? "CREATE OR REPLACE TABLE" : "CREATE TABLE",
                parameters,
                Map.of(),
                definition.properties());
    }

    private static ObjectNode metaData(TableDefinition definition, Instant now) {
        Map<String, String> configuration = new TreeMap<>(definition.properties());
        configuration.keySet().removeIf(TableProtocol::isProtocolProperty);
        JsonNode schema = definition.schema();
        if (!configuration.getOrDefault("delta.columnMapping.mode", "none").equals("none")) {
            ColumnMapping mapping = new ColumnMapping();
            schema = mapping.assign(schema);
            configuration.put("delta.columnMapping.maxColumnId", String.valueOf(mapping.maxId()));
        }
        ObjectNode metaData = Json.object();
        metaData.put("id", UUID.randomUUID().toString());
        if (definition.comment() != null) {
            metaData.put("description", definition.comment());
        }
        metaData.putObject("format").put("provider", "parquet").putObject("options");
        metaData.put("schemaString", schema.toString());
        metaData.set("partitionColumns", Json.array(definition.partitionColumns()));
        metaData.set("configuration", Json.object(configuration));
        metaData.put("createdTime", now.toEpochMilli());
        return metaData;
    }

    private static List<ObjectNode> removals(TableSnapshot old, Instant now) {
        List<ObjectNode> actions = new ArrayList<>();
        old.files().values().forEach(add -> actions.add(Actions.removal(add, now)));
        old.domains().values().stream()
                .filter(domain -> !domain.path("domain").asText().equals(CLUSTERING))
                .forEach(domain -> actions.add(Actions.domainRemoval(domain)));
        return actions;
    }

    /** The clustering columns, by the names that they have in the data files. */
    private static ObjectNode clustering(TableDefinition definition, JsonNode metaData) {
        JsonNode schema = Json.parse(metaData.path("schemaString").asText());
        ArrayNode columns = JsonNodeFactory.instance.arrayNode();
        for (String column : definition.clusteringColumns()) {
            columns.add(Json.array(List.of(ColumnMapping.physicalName(schema, column))));
        }
        ObjectNode configuration = Json.object();
        configuration.set("clusteringColumns", columns);
        configuration.put("domainName", CLUSTERING);
        return Json.object()
                .put("domain", CLUSTERING)
                .put("configuration", configuration.toString())
                .put("removed", false);
    }

    private static boolean clustered(TableDefinition definition) {
        return !definition.clusteringColumns().isEmpty();
    }
}
