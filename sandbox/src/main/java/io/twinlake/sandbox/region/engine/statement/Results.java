package io.twinlake.sandbox.region.engine.statement;

import io.twinlake.sandbox.region.engine.Column;
import io.twinlake.sandbox.region.engine.session.SqlTypes;
import java.util.ArrayList;
import java.util.List;

/** The columns of results that the engine words itself. */
final class Results {

    private Results() {}

    /** Columns that all have one type. */
    static List<Column> columnsOf(String type, List<String> names) {
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(SqlTypes.column(name, type, columns.size()));
        }
        return columns;
    }

    /** Columns given as name, type, name, type and so on. */
    static List<Column> columns(String... namesAndTypes) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            columns.add(SqlTypes.column(namesAndTypes[i], namesAndTypes[i + 1], i / 2));
        }
        return columns;
    }
}
