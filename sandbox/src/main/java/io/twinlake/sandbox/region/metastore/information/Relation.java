package io.twinlake.sandbox.region.metastore.information;

import io.twinlake.sandbox.region.engine.Column;
import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.metastore.CatalogEntry;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One relation of {@code information_schema}: its columns, and the rows that one catalog has for a caller. */
final class Relation {

    /** Fills in the rows of one catalog. */
    @FunctionalInterface
    interface Source {
        void add(Metastore metastore, CatalogEntry catalog, Caller caller, Rows rows);
    }

    /** Takes rows; values come in the order of the columns and become text. */
    static final class Rows {

        private final List<List<@Nullable String>> rows = new ArrayList<>();

        void add(@Nullable Object... values) {
            List<@Nullable String> row = new ArrayList<>(values.length);
            for (Object value : values) {
                row.add(value == null ? null : value.toString());
            }
            rows.add(row);
        }
    }

    private final List<Column> columns;
    private final Source source;

    private Relation(List<Column> columns, Source source) {
        this.columns = columns;
        this.source = source;
    }

    /** @param columns names separated by blanks, each of type STRING unless {@code :int} or {@code :timestamp} follows */
    static Relation of(String columns, Source source) {
        List<Column> parsed = new ArrayList<>();
        for (String column : columns.trim().split("\\s+", -1)) {
            String[] parts = column.split(":", -1);
            String type = parts.length > 1 ? parts[1] : "string";
            parsed.add(new Column(parts[0], type, type.toUpperCase(Locale.ROOT), parsed.size(), true, null));
        }
        return new Relation(parsed, source);
    }

    ResultTable rows(Metastore metastore, List<CatalogEntry> catalogs, Caller caller) {
        Rows rows = new Rows();
        for (CatalogEntry catalog : catalogs) {
            source.add(metastore, catalog, caller, rows);
        }
        return new ResultTable(columns, rows.rows);
    }
}
