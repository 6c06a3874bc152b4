package io.twinlake.sandbox.region.engine;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A column as a field of a Spark schema, and as its JSON. */
public final class FieldJson {

    private FieldJson() {}

    public static String write(StructField field) {
        String struct = new StructType(new StructField[] {field}).json();
        return struct.substring(struct.indexOf('[') + 1, struct.lastIndexOf(']'));
    }

    /** The column as a field, under the name and with the comment that it has now. */
    public static StructField field(Column column) {
        StructField field = column.json() == null
                ? new StructField(
                        column.name(),
                        DataType.fromDDL(column.typeText()),
                        column.nullable(),
                        new MetadataBuilder().build())
                : ((StructType) DataType.fromJson("{\"type\":\"struct\",\"fields\":[" + column.json() + "]}")).apply(0);
        MetadataBuilder metadata = new MetadataBuilder().withMetadata(field.metadata());
        if (column.comment() == null) {
            metadata.remove("comment");
        } else {
            metadata.putString("comment", column.comment());
        }
        return new StructField(column.name(), field.dataType(), column.nullable(), metadata.build());
    }
}
