package io.twinlake.sandbox.bench;

import java.util.List;

/** What {@code twinlake bench} prints. */
public record BenchDocument(int schemaVersion, List<BenchRow> rows) {

    public BenchDocument {
        rows = List.copyOf(rows);
    }
}
