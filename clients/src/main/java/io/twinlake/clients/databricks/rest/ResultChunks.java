package io.twinlake.clients.databricks.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.rest.transport.Call;
import io.twinlake.clients.databricks.sql.StatementId;
import io.twinlake.clients.databricks.sql.StatementResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a succeeded statement: all of its chunks, and never fewer rows than the platform said there are. A chunk has its rows in it, or
 * links to them.
 */
final class ResultChunks {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How the storage answers a link that is good no more; the platform gives another one for the same chunk. */
    private static final Set<FailureCategory> LINK_EXPIRED =
            EnumSet.of(FailureCategory.AUTHENTICATION, FailureCategory.PERMISSION, FailureCategory.NOT_FOUND);

    private static final int LINKS_A_CHUNK = 3;

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
        JsonNode last = add(answer.path("result"), rows);
        for (int read = 0; last.hasNonNull("next_chunk_index"); ) {
            int next = last.path("next_chunk_index").asInt();
            if (next <= read) {
                throw broken("chunk " + next + " of its result follows chunk " + read);
            }
            last = add(chunk(next), rows);
            read = next;
        }
        long expected = manifest.path("total_row_count").asLong(rows.size());
        if (expected != rows.size()) {
            throw broken("its result has " + rows.size() + " rows where " + expected + " were announced");
        }
        return new StatementResult(id, List.copyOf(columns), rows);
    }

    /** A statement is closed with its last chunk, also where the answer with it was lost. */
    private JsonNode chunk(int index) {
        try {
            return calls.send(
                    Call.get(about.path() + "/result/chunks/" + index, "read the result of statement", about.object()));
        } catch (ClientException failure) {
            if (failure.category() == FailureCategory.INVALID || failure.category() == FailureCategory.NOT_FOUND) {
                throw calls.failure(
                        about,
                        FailureCategory.UNAVAILABLE,
                        SqlFailures.CLOSED,
                        "its result was closed before all of it was read",
                        failure);
            }
            throw failure;
        }
    }

    /** Adds a chunk's rows, and gives what tells which chunk follows. */
    private JsonNode add(JsonNode chunk, List<List<@Nullable String>> rows) {
        JsonNode last = chunk;
        addRows(chunk.path("data_array"), rows);
        for (JsonNode link : chunk.path("external_links")) {
            addRows(linked(link), rows);
            last = link;
        }
        return last;
    }

    private static void addRows(JsonNode data, List<List<@Nullable String>> rows) {
        for (JsonNode row : data) {
            List<@Nullable String> values = new ArrayList<>(row.size());
            row.forEach(value -> values.add(value.isNull() ? null : value.asText()));
            rows.add(values);
        }
    }

    private JsonNode linked(JsonNode first) {
        JsonNode link = first;
        for (int tried = 1; ; tried++) {
            try {
                return parsed(calls.download(link, about));
            } catch (ClientException failure) {
                if (!LINK_EXPIRED.contains(failure.category())) {
                    throw failure;
                }
                if (tried == LINKS_A_CHUNK) {
                    throw calls.failure(
                            about,
                            FailureCategory.UNAVAILABLE,
                            failure.platformCode(),
                            LINKS_A_CHUNK + " links to a part of its result were refused one after the other",
                            failure);
                }
                link = fresh(first.path("chunk_index").asInt());
            }
        }
    }

    private JsonNode fresh(int index) {
        for (JsonNode link : chunk(index).path("external_links")) {
            if (link.path("chunk_index").asInt() == index) {
                return link;
            }
        }
        throw broken("the platform gave no other link to chunk " + index + " of its result");
    }

    private JsonNode parsed(byte[] data) {
        try {
            JsonNode rows = JSON.readTree(data);
            if (!rows.isArray()) {
                throw broken("a part of its result is no list of rows");
            }
            return rows;
        } catch (IOException noJson) {
            // Its message would show what it is instead, and that may be rows.
            throw broken("a part of its result is not the JSON it should be");
        }
    }

    private RuntimeException broken(String what) {
        return calls.failure(about, FailureCategory.PROTOCOL, null, what, null);
    }
}
