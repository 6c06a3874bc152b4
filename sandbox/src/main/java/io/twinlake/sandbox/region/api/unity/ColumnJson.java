package io.twinlake.sandbox.region.api.unity;

import io.twinlake.sandbox.region.api.Fields;
import io.twinlake.sandbox.region.engine.Column;
import io.twinlake.sandbox.region.metastore.FunctionEntry;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Columns and parameters as JSON, the type in all the forms in which Unity Catalog shows it. */
final class ColumnJson {

    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+)\\s*,\\s*(\\d+)\\)");

    private ColumnJson() {}

    static Fields show(Column column, int partitionIndex) {
        return typed(column.name(), column.typeText(), column.typeName(), column.nullable(), column.comment())
                .with("position", column.position())
                .with("nullable", column.nullable())
                .with("partition_index", partitionIndex < 0 ? null : partitionIndex)
                .with("comment", column.comment());
    }

    static Fields show(FunctionEntry.Parameter parameter, int position) {
        return typed(parameter.name(), parameter.typeText(), parameter.typeName(), true, parameter.comment())
                .with("position", position)
                .with("parameter_mode", "IN")
                .with("parameter_type", "PARAM")
                .with("parameter_default", parameter.defaultValue())
                .with("comment", parameter.comment());
    }

    private static Fields typed(
            String name, String typeText, String typeName, boolean nullable, @Nullable String comment) {
        Matcher decimal = DECIMAL.matcher(typeText);
        boolean precise = decimal.matches();
        return new Fields()
                .with("name", name)
                .with("type_text", typeText)
                .with("type_json", json(name, typeText, nullable, comment))
                .with("type_name", typeName)
                .with("type_precision", precise ? Integer.parseInt(decimal.group(1)) : 0)
                .with("type_scale", precise ? Integer.parseInt(decimal.group(2)) : 0);
    }

    private static String json(String name, String typeText, boolean nullable, @Nullable String comment) {
        Metadata metadata = comment == null
                ? Metadata.empty()
                : new MetadataBuilder().putString("comment", comment).build();
        StructField field = new StructField(name, DataType.fromDDL(typeText), nullable, metadata);
        String struct = new StructType(new StructField[] {field}).json();
        return struct.substring(struct.indexOf('[') + 1, struct.lastIndexOf(']'));
    }
}
