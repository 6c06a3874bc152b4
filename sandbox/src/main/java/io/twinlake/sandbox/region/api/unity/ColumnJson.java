package io.twinlake.sandbox.region.api.unity;

import io.twinlake.sandbox.region.api.Fields;
import io.twinlake.sandbox.region.engine.Column;
import io.twinlake.sandbox.region.engine.FieldJson;
import io.twinlake.sandbox.region.metastore.FunctionEntry;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Columns and parameters as JSON, the type in all the forms in which Unity Catalog shows it. */
final class ColumnJson {

    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+)\\s*,\\s*(\\d+)\\)");

    private ColumnJson() {}

    static Fields show(Column column, int partitionIndex) {
        return typed(column)
                .with("position", column.position())
                .with("nullable", column.nullable())
                .with("partition_index", partitionIndex < 0 ? null : partitionIndex)
                .with("comment", column.comment());
    }

    static Fields show(FunctionEntry.Parameter parameter, int position) {
        return typed(new Column(
                        parameter.name(),
                        parameter.typeText(),
                        parameter.typeName(),
                        position,
                        true,
                        parameter.comment()))
                .with("position", position)
                .with("parameter_mode", "IN")
                .with("parameter_type", "PARAM")
                .with("parameter_default", parameter.defaultValue())
                .with("comment", parameter.comment());
    }

    private static Fields typed(Column column) {
        Matcher decimal = DECIMAL.matcher(column.typeText());
        boolean precise = decimal.matches();
        return new Fields()
                .with("name", column.name())
                .with("type_text", column.typeText())
                .with("type_json", FieldJson.write(FieldJson.field(column)))
                .with("type_name", column.typeName())
                .with("type_precision", precise ? Integer.parseInt(decimal.group(1)) : 0)
                .with("type_scale", precise ? Integer.parseInt(decimal.group(2)) : 0);
    }
}
