package io.twinlake.sandbox.demo;

import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The SQL that makes a TPC-H table of one of {@link TpchFiles}' files. */
final class TpchTables {

    private TpchTables() {}

    static String create(TpchTable<?> table, Path rows) {
        return "CREATE OR REPLACE TABLE gold.tpch.%s COMMENT 'TPC-H %s' AS SELECT %s FROM (SELECT split(value, '[|]') AS v FROM text.`file:%s`)"
                .formatted(table.getTableName(), table.getTableName(), columns(table), rows);
    }

    private static String columns(TpchTable<?> table) {
        List<String> columns = new ArrayList<>();
        for (TpchColumn<?> column : table.getColumns()) {
            columns.add("CAST(v[%d] AS %s) AS %s".formatted(columns.size(), type(column), column.getColumnName()));
        }
        return String.join(", ", columns);
    }

    private static String type(TpchColumn<?> column) {
        return switch (column.getType().getBase()) {
            case IDENTIFIER -> "BIGINT";
            case INTEGER -> "INT";
            case DATE -> "DATE";
            case DOUBLE -> "DECIMAL(15,2)";
            case VARCHAR -> "STRING";
        };
    }
}
