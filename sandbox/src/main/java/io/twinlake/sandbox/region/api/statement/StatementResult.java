package io.twinlake.sandbox.region.api.statement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.twinlake.sandbox.region.api.Fields;
import io.twinlake.sandbox.region.engine.Column;
import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.engine.SqlFailure;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A statement's rows in chunks, as format JSON_ARRAY has them. */
final class StatementResult {
    private static final JsonMapper JSON = new JsonMapper();

    private static final int CHUNK_ROWS = 1000;

    private final List<Column> columns;
    private final List<List<@Nullable String>> rows;
    private final Delivery delivery;
    private final boolean truncated;
    private final long bytes;

    /**
     * @param inlineBytes how many a result may have that is not delivered by links
     * @throws SqlFailure where it has more
     */
    StatementResult(ResultTable table, Delivery delivery, long inlineBytes) {
        this.delivery = delivery;
        columns = table.columns();
        truncated = table.rows().size() > delivery.rowLimit();
        rows = truncated ? table.rows().subList(0, (int) delivery.rowLimit()) : table.rows();
        bytes = bytes(rows);
        if (!delivery.external() && bytes > inlineBytes) {
            throw SqlFailure.plain(
                    "INLINE_BYTE_LIMIT_EXCEEDED",
                    "54000",
                    "Inline byte limit exceeded. Statements executed with disposition=INLINE can have a result size of"
                            + " at most " + inlineBytes + " bytes. Please execute the statement with"
                            + " disposition=EXTERNAL_LINKS if you want to download the full result.");
        }
    }

    Delivery delivery() {
        return delivery;
    }

    long bytes() {
        return bytes;
    }

    private static long bytes(List<List<@Nullable String>> rows) {
        long bytes = 0;
        for (List<@Nullable String> row : rows) {
            bytes += written(row) + 1;
        }
        return bytes;
    }

    /** As it stands in an answer: in UTF-8, with its quotes and escapes. */
    private static int written(List<@Nullable String> row) {
        try {
            return JSON.writeValueAsBytes(row).length;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts cannot be written as JSON", e);
        }
    }

    int chunks() {
        return (rows.size() + CHUNK_ROWS - 1) / CHUNK_ROWS;
    }

    Fields manifest() {
        List<Fields> chunks = new ArrayList<>();
        for (int index = 0; index < chunks(); index++) {
            Fields chunk = place(index);
            chunks.add(delivery.external() ? chunk.with("byte_count", bytesOf(index)) : chunk);
        }
        Fields schema = new Fields().with("column_count", columns.size());
        if (!columns.isEmpty()) {
            schema.with("columns", columns.stream().map(StatementResult::show).toList());
        }
        return new Fields()
                .with("format", "JSON_ARRAY")
                .with("schema", schema)
                .with("total_chunk_count", chunks())
                .with("chunks", chunks.isEmpty() ? null : chunks)
                .with("total_row_count", rows.size())
                .with("total_byte_count", bytes)
                .with("truncated", truncated);
    }

    private static Fields show(Column column) {
        return new Fields()
                .with("name", column.name())
                .with("type_text", column.typeText().toUpperCase(Locale.ROOT))
                .with("type_name", column.typeName())
                .with("position", column.position());
    }

    private Fields place(int index) {
        return new Fields()
                .with("chunk_index", index)
                .with("row_offset", index * CHUNK_ROWS)
                .with("row_count", rows(index).size());
    }

    /** Where a chunk lies in the result, and which one follows. */
    Fields place(String statementId, int index) {
        Fields place = place(index);
        if (index + 1 < chunks()) {
            place.with("next_chunk_index", index + 1)
                    .with(
                            "next_chunk_internal_link",
                            "/api/2.0/sql/statements/" + statementId + "/result/chunks/" + (index + 1) + "?row_offset="
                                    + (index + 1) * CHUNK_ROWS);
        }
        return place;
    }

    long bytesOf(int index) {
        return bytes(rows(index));
    }

    /** The rows of a chunk. */
    List<List<@Nullable String>> rows(int index) {
        if (index < 0 || index >= chunks()) {
            throw new CatalogFailure(
                    ErrorKind.INVALID_PARAMETER_VALUE, "Chunk " + index + " is not one of " + chunks() + " chunks");
        }
        int offset = index * CHUNK_ROWS;
        return rows.subList(offset, Math.min(rows.size(), offset + CHUNK_ROWS));
    }
}
