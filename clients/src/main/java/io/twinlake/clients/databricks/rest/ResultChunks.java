package io.twinlake.clients.databricks.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.rest.transport.Call;
import io.twinlake.clients.databricks.sql.StatementId;
import io.twinlake.clients.databricks.sql.StatementResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a succeeded statement: all of its chunks, and never fewer rows than the platform said there are. */
final class ResultChunks {
    private final WorkspaceCalls calls;
    private final Call about;

    ResultChunks(WorkspaceCalls calls, Call about) {
        this.calls = calls;
        this.about = about;
    }

    StatementResult read(StatementId id, JsonNode answer) {
        JsonNode manifest = answer.path("manifest");
        if (manifest.path("truncated").asBoolean(false)) {
            throw broken("the platform cut its result short");
        }
        List<String> columns = new ArrayList<>();
        manifest.path("schema")
                .path("columns")
                .forEach(column -> columns.add(column.path("name").asText()));
        List<List<@Nullable String>> rows = new ArrayList<>();
        JsonNode chunk = answer.path("result");
        add(chunk, rows);
        for (int read = 0; chunk.hasNonNull("next_chunk_index"); ) {
            int next = chunk.path("next_chunk_index").asInt();
            if (next <= read) {
                throw broken("chunk " + next + " of its result follows chunk " + read);
            }
            String path = about.path() + "/result/chunks/" + next;
            chunk = calls.send(Call.get(path, "read the result of statement", id.value()));
            add(chunk, rows);
            read = next;
        }
        long expected = manifest.path("total_row_count").asLong(rows.size());
        if (expected != rows.size()) {
            throw broken("its result has " + rows.size() + " rows where " + expected + " were announced");
        }
        return new StatementResult(id, List.copyOf(columns), rows);
    }

    private static void add(JsonNode chunk, List<List<@Nullable String>> rows) {
        for (JsonNode row : chunk.path("data_array")) {
            List<@Nullable String> values = new ArrayList<>(row.size());
            row.forEach(value -> values.add(value.isNull() ? null : value.asText()));
            rows.add(values);
        }
    }

    private RuntimeException broken(String what) {
        return calls.failure(about, FailureCategory.PROTOCOL, null, what, null);
    }
}
