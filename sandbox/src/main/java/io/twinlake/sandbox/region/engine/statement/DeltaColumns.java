package io.twinlake.sandbox.region.engine.statement;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.sandbox.region.delta.log.Json;
import org.apache.spark.sql.catalyst.plans.logical.ColumnDefinition;
import org.apache.spark.sql.catalyst.util.CharVarcharUtils;
import org.apache.spark.sql.catalyst.util.GeneratedColumn;
import org.apache.spark.sql.catalyst.util.IdentityColumn;
import org.apache.spark.sql.connector.catalog.IdentityColumnSpec;
import org.apache.spark.sql.delta.sources.DeltaSourceUtils;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/** The columns of a CREATE TABLE as Delta's schema has them: what fills a column stands under Delta's keys, not under Spark's. */
final class DeltaColumns {

    private DeltaColumns() {}

    /** The schema in Delta's JSON form. */
    static JsonNode schema(Seq<ColumnDefinition> columns) {
        StructType schema = new StructType();
        for (ColumnDefinition column : CollectionConverters.asJava(columns)) {
            schema = schema.add(field(column));
        }
        // Delta keeps VARCHAR and CHAR as strings, and what they are in the fields' metadata.
        return Json.parse(
                CharVarcharUtils.replaceCharVarcharWithStringInSchema(schema).json());
    }

    private static StructField field(ColumnDefinition column) {
        StructField field = column.toV1Column();
        MetadataBuilder metadata = new MetadataBuilder()
                .withMetadata(field.metadata())
                .remove(GeneratedColumn.GENERATION_EXPRESSION_METADATA_KEY())
                .remove(IdentityColumn.IDENTITY_INFO_START())
                .remove(IdentityColumn.IDENTITY_INFO_STEP())
                .remove(IdentityColumn.IDENTITY_INFO_ALLOW_EXPLICIT_INSERT());
        OptionConverters.toJava(column.generationExpression())
                .ifPresent(expression ->
                        metadata.putString(DeltaSourceUtils.GENERATION_EXPRESSION_METADATA_KEY(), expression));
        OptionConverters.toJava(column.identityColumnSpec()).ifPresent(identity -> put(identity, metadata));
        return new StructField(field.name(), field.dataType(), field.nullable(), metadata.build());
    }

    private static void put(IdentityColumnSpec identity, MetadataBuilder metadata) {
        metadata.putLong(DeltaSourceUtils.IDENTITY_INFO_START(), identity.getStart());
        metadata.putLong(DeltaSourceUtils.IDENTITY_INFO_STEP(), identity.getStep());
        metadata.putBoolean(DeltaSourceUtils.IDENTITY_INFO_ALLOW_EXPLICIT_INSERT(), identity.isAllowExplicitInsert());
    }
}
