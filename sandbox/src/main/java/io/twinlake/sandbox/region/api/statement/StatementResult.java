package io.twinlake.sandbox.region.api.statement;

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

/** A statement's rows in chunks, as format JSON_ARRAY with disposition INLINE gives them. */
final class StatementResult {

    private static final int CHUNK_ROWS = 1000;
    private static final long INLINE_LIMIT = 25L << 20;

    private final List<Column> columns;
    private final List<List<@Nullable String>> rows;
    private final boolean truncated;

    StatementResult(ResultTable table, long rowLimit) {
        columns = table.columns();
        truncated = table.rows().size() > rowLimit;
        rows = truncated ? table.rows().subList(0, (int) rowLimit) : table.rows();
        if (bytes(rows) > INLINE_LIMIT) {
            throw SqlFailure.of(
                    "INLINE_BYTE_LIMIT_EXCEEDED",
                    "54000",
                    "Inline byte limit exceeded. Statements executed with disposition=INLINE can have a result size of"
                            + " at most " + INLINE_LIMIT + " bytes.");
        }
    }

    long bytes() {
        return bytes(rows);
    }

    private static long bytes(List<List<@Nullable String>> rows) {
        long bytes = 0;
        for (List<@Nullable String> row : rows) {
            for (String value : row) {
                bytes += value == null ? 4 : value.length() + 3L;
            }
        }
        return bytes;
    }

    private int chunks() {
        return (rows.size() + CHUNK_ROWS - 1) / CHUNK_ROWS;
    }

    Fields manifest() {
        List<Fields> chunks = new ArrayList<>();
        for (int index = 0; index < chunks(); index++) {
            chunks.add(place(index));
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
                .with("total_byte_count", bytes())
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
        int offset = index * CHUNK_ROWS;
        return new Fields()
                .with("chunk_index", index)
                .with("row_offset", offset)
                .with("row_count", Math.min(CHUNK_ROWS, rows.size() - offset));
    }

    /** The first chunk; empty where there are no rows. */
    Fields first(String statementId) {
        return rows.isEmpty() ? new Fields() : chunk(statementId, 0);
    }

    Fields chunk(String statementId, int index) {
        if (index < 0 || index >= chunks()) {
            throw new CatalogFailure(
                    ErrorKind.INVALID_PARAMETER_VALUE, "Chunk " + index + " is not one of " + chunks() + " chunks");
        }
        int offset = index * CHUNK_ROWS;
        Fields chunk = place(index);
        if (index + 1 < chunks()) {
            chunk.with("next_chunk_index", index + 1)
                    .with(
                            "next_chunk_internal_link",
                            "/api/2.0/sql/statements/" + statementId + "/result/chunks/" + (index + 1) + "?row_offset="
                                    + (offset + CHUNK_ROWS));
        }
        return chunk.with("data_array", rows.subList(offset, Math.min(rows.size(), offset + CHUNK_ROWS)));
    }
}
