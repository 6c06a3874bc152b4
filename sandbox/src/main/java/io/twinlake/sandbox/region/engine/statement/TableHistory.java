package io.twinlake.sandbox.region.engine.statement;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.sandbox.region.delta.TableProtocol;
import io.twinlake.sandbox.region.delta.log.Json;
import io.twinlake.sandbox.region.delta.log.TableCommit;
import io.twinlake.sandbox.region.delta.log.TableLog;
import io.twinlake.sandbox.region.delta.log.TableSnapshot;
import io.twinlake.sandbox.region.engine.Column;
import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.engine.SqlFailure;
import io.twinlake.sandbox.region.engine.session.ResultText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** DESCRIBE HISTORY and DESCRIBE DETAIL, read from the log without a Spark job. */
final class TableHistory {

    private static final List<Column> HISTORY = Results.columns(
            "version", "bigint",
            "timestamp", "timestamp",
            "userId", "string",
            "userName", "string",
            "operation", "string",
            "operationParameters", "map<string,string>",
            "job",
                    "struct<jobId:string,jobName:string,jobRunId:string,runId:string,jobOwnerId:string,triggerType:string>",
            "notebook", "struct<notebookId:string>",
            "clusterId", "string",
            "readVersion", "bigint",
            "isolationLevel", "string",
            "isBlindAppend", "boolean",
            "operationMetrics", "map<string,string>",
            "userMetadata", "string",
            "engineInfo", "string");

    private static final List<Column> DETAIL = Results.columns(
            "format", "string",
            "id", "string",
            "name", "string",
            "description", "string",
            "location", "string",
            "createdAt", "timestamp",
            "lastModified", "timestamp",
            "partitionColumns", "array<string>",
            "clusteringColumns", "array<string>",
            "numFiles", "bigint",
            "sizeInBytes", "bigint",
            "properties", "map<string,string>",
            "minReaderVersion", "int",
            "minWriterVersion", "int",
            "tableFeatures", "array<string>",
            "statistics", "map<string,bigint>");

    private TableHistory() {}

    /** The newest commits first; {@code limit} is a count. */
    static ResultTable history(TableLog log, int limit) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (TableCommit commit : log.history(limit)) {
            rows.add(row(commit));
        }
        if (rows.isEmpty()) {
            throw missing(log);
        }
        return new ResultTable(HISTORY, rows);
    }

    /** One row about the table as it is. */
    static ResultTable detail(TableLog log, @Nullable String name, @Nullable String comment) {
        TableSnapshot table = log.latest().orElseThrow(() -> missing(log));
        JsonNode metaData = table.metaData();
        Instant modified = log.commitTimes().lastEntry().getValue();
        List<@Nullable String> row = Arrays.asList(
                "delta",
                table.id(),
                name,
                comment == null ? text(metaData, "description") : comment,
                log.root().toString(),
                ResultText.time(
                        Instant.ofEpochMilli(metaData.path("createdTime").asLong())),
                ResultText.time(modified),
                Json.array(table.partitionColumns()).toString(),
                clustering(table),
                String.valueOf(table.files().size()),
                String.valueOf(table.sizeInBytes()),
                Json.object(new TreeMap<>(table.configuration())).toString(),
                table.protocol().path("minReaderVersion").asText(),
                table.protocol().path("minWriterVersion").asText(),
                Json.array(TableProtocol.features(table.protocol())).toString(),
                "{}");
        return new ResultTable(DETAIL, List.of(row));
    }

    private static List<@Nullable String> row(TableCommit commit) {
        JsonNode info = commit.info();
        return Arrays.asList(
                String.valueOf(commit.version()),
                ResultText.time(commit.timestamp()),
                text(info, "userId"),
                text(info, "userName"),
                text(info, "operation"),
                map(info, "operationParameters"),
                null,
                null,
                text(info, "clusterId"),
                text(info, "readVersion"),
                text(info, "isolationLevel"),
                text(info, "isBlindAppend"),
                map(info, "operationMetrics"),
                text(info, "userMetadata"),
                text(info, "engineInfo"));
    }

    private static String clustering(TableSnapshot table) {
        return Json.array(table.clusteringColumns()).toString();
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field).asText() : null;
    }

    private static @Nullable String map(JsonNode node, String field) {
        return node.hasNonNull(field) ? Json.object(Json.texts(node.get(field))).toString() : null;
    }

    private static SqlFailure missing(TableLog log) {
        return SqlFailure.of("DELTA_MISSING_DELTA_TABLE", "42P01", "delta.`" + log.root() + "` is not a Delta table.");
    }
}
