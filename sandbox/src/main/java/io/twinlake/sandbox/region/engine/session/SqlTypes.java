package io.twinlake.sandbox.region.engine.session;

import io.twinlake.sandbox.region.engine.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Types and columns, between Spark's form and Databricks'. */
public final class SqlTypes {

    private SqlTypes() {}

    /** The columns of a Spark schema; a column's comment is in its metadata. */
    public static List<Column> columns(StructType schema) {
        List<Column> columns = new ArrayList<>();
        for (StructField field : schema.fields()) {
            columns.add(new Column(
                    field.name(),
                    field.dataType().catalogString(),
                    typeName(field.dataType()),
                    columns.size(),
                    field.nullable(),
                    field.getComment().getOrElse(() -> null)));
        }
        return columns;
    }

    /** A column of a result that the engine words itself. */
    public static Column column(String name, String typeText, int position) {
        return new Column(name, typeText, typeName(DataType.fromDDL(typeText)), position, true, null);
    }

    /** The columns as Spark's catalogs take them. */
    public static org.apache.spark.sql.connector.catalog.Column[] catalogColumns(List<Column> columns) {
        return columns.stream()
                .map(column -> org.apache.spark.sql.connector.catalog.Column.create(
                        column.name(), DataType.fromDDL(column.typeText()), column.nullable()))
                .toArray(org.apache.spark.sql.connector.catalog.Column[]::new);
    }

    /** The type's family in the words of Unity Catalog's API. */
    private static String typeName(DataType type) {
        String name = type.typeName().toUpperCase(Locale.ROOT);
        int bracket = name.indexOf('(');
        String family = bracket < 0 ? name : name.substring(0, bracket);
        return switch (family) {
            case "TINYINT" -> "BYTE";
            case "SMALLINT" -> "SHORT";
            case "INTEGER" -> "INT";
            case "BIGINT" -> "LONG";
            case "VOID" -> "NULL";
            default -> family.startsWith("INTERVAL") ? "INTERVAL" : family;
        };
    }
}
