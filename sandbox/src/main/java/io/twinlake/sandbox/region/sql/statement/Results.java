package io.twinlake.sandbox.region.sql.statement;

import io.twinlake.sandbox.region.engine.Column;
import io.twinlake.sandbox.region.engine.ResultTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Results of metadata statements: nothing, or rows of strings. */
final class Results {

    static final Optional<ResultTable> DONE = Optional.of(ResultTable.EMPTY);
    static final Optional<ResultTable> NOT_MINE = Optional.empty();

    private Results() {}

    /** Rows under columns of type STRING. */
    static Optional<ResultTable> rows(List<String> columns, List<List<@Nullable String>> rows) {
        List<Column> described = new ArrayList<>();
        for (String column : columns) {
            described.add(new Column(column, "string", "STRING", described.size(), true, null));
        }
        return Optional.of(new ResultTable(described, rows));
    }
}
