package io.twinlake.sandbox.region.engine.session;

import io.twinlake.sandbox.region.engine.Column;
import io.twinlake.sandbox.region.engine.FieldJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.catalyst.util.CharVarcharUtils;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/** Types and columns, between Spark's form and Databricks'. */
public final class SqlTypes {

    private SqlTypes() {}

    /** The columns of a Spark schema; a column's comment is in its metadata. */
    public static List<Column> columns(StructType schema) {
        List<Column> columns = new ArrayList<>();
        for (StructField field : schema.fields()) {
            columns.add(new Column(
                    field.name(),
                    text(field),
                    typeName(field.dataType()),
                    columns.size(),
                    field.nullable(),
                    field.getComment().getOrElse(() -> null),
                    FieldJson.write(field)));
        }
        return columns;
    }

    /** A column's type; its text cannot be read where fields within it have names that are no identifiers. */
    static DataType type(Column column) {
        return FieldJson.field(column).dataType();
    }

    /** Delta keeps VARCHAR and CHAR as strings, and what they are beside them. */
    private static String text(StructField field) {
        Option<DataType> raw = CharVarcharUtils.getRawType(field.metadata());
        return (raw.isDefined() ? raw.get() : field.dataType()).catalogString();
    }

    /** A column of a result that the engine words itself. */
    public static Column column(String name, String typeText, int position) {
        return new Column(name, typeText, typeName(DataType.fromDDL(typeText)), position, true, null);
    }

    /** The columns as Spark's catalogs take them. */
    public static org.apache.spark.sql.connector.catalog.Column[] catalogColumns(List<Column> columns) {
        return columns.stream()
                .map(column -> org.apache.spark.sql.connector.catalog.Column.create(
                        column.name(), type(column), column.nullable()))
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
