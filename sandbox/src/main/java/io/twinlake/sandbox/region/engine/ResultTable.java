package io.twinlake.sandbox.region.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement's result: its columns, and its rows as the Statement Execution API writes them. */
public record ResultTable(List<Column> columns, List<List<@Nullable String>> rows) {

    /** What a statement without a result answers. */
    public static final ResultTable EMPTY = new ResultTable(List.of(), List.of());
}
