package io.twinlake.ledger.export.signed;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line between an exported file's header and its signature. */
public sealed interface ExportLine {
    String table();

    /** A row as it is now: its columns as JSON has them, instants as ISO texts. */
    record Row(String table, Map<String, @Nullable Object> columns) implements ExportLine {
        public Row {
            columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        }
    }

    /** Rows that are there no longer: all that have these values; without any, all of the table. */
    record Clear(String table, Map<String, @Nullable Object> columns) implements ExportLine {
        public Clear {
            columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        }
    }
}
