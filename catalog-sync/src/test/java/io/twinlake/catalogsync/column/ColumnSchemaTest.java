package io.twinlake.catalogsync.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.catalogsync.column.ColumnType.Array;
import io.twinlake.catalogsync.column.ColumnType.Field;
import io.twinlake.catalogsync.column.ColumnType.Simple;
import io.twinlake.catalogsync.column.ColumnType.Struct;
import io.twinlake.catalogsync.column.ColumnType.Untold;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnSchemaTest {
    @Test
    void readsThePartsOfAType() {
        ColumnSchema schema = ColumnSchema.read("""
                {"name":"m","nullable":true,"metadata":{},"type":{"type":"map","valueContainsNull":true,
                 "keyType":{"type":"struct","fields":[{"name":"a.b","type":"integer","nullable":true,"metadata":{}}]},
                 "valueType":{"type":"array","elementType":"binary","containsNull":true}}}
                """, "map<struct<a.b:int>,array<binary>>");

        assertThat(schema.type())
                .isEqualTo(new ColumnType.Map(
                        new Struct(List.of(new Field("a.b", new Simple("integer")))), new Array(new Simple("binary"))));
        assertThat(schema.rules()).isEmpty();
    }

    /** As some catalogs tell it. */
    @Test
    void readsATypeThatStandsAlone() {
        assertThat(ColumnSchema.read("{\"type\":\"array\",\"elementType\":\"string\"}", "array<string>")
                        .type())
                .isEqualTo(new Array(new Simple("string")));
        assertThat(ColumnSchema.read("\"decimal(10,2)\"", "decimal(10,2)").type())
                .isEqualTo(new Simple("decimal(10,2)"));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = "no JSON")
    void goesByTheTextWhereNothingElseIsTold(String json) {
        assertThat(ColumnSchema.read(json, "bigint").type()).isEqualTo(new Simple("bigint"));
        assertThat(ColumnSchema.read(json, "STRUCT<a:int>").type()).isEqualTo(new Untold("STRUCT<a:int>"));
    }

    @Test
    void readsByWhatWritersGo() {
        assertThat(rules("{\"CURRENT_DEFAULT\":\"7\",\"EXISTS_DEFAULT\":\"7\"}"))
                .isEqualTo(Map.of("default", "7"));
        assertThat(rules("{\"delta.generationExpression\":\"a * 2\"}")).isEqualTo(Map.of("generated as", "a * 2"));
        assertThat(rules("{\"delta.identity.start\":1,\"delta.identity.step\":2,\"delta.identity.highWaterMark\":9,"
                        + "\"delta.identity.allowExplicitInsert\":false}"))
                .isEqualTo(Map.of("identity start", "1", "identity step", "2", "identity takes values", "false"));
    }

    /** A column's own comment stands beside it. */
    @Test
    void leavesOutWhatEachTableHasOfItsOwn() {
        assertThat(
                        rules(
                                "{\"comment\":\"c\",\"delta.columnMapping.id\":3,\"delta.columnMapping.physicalName\":\"col-1\"}"))
                .isEmpty();
    }

    @Test
    void readsTheRulesOfFieldsWithin() {
        ColumnSchema schema = ColumnSchema.read("""
                {"name":"s","nullable":true,"metadata":{},"type":{"type":"struct","fields":[
                 {"name":"x.y","type":"integer","nullable":false,"metadata":{"comment":"as agreed"}},
                 {"name":"z","nullable":true,"metadata":{},"type":{"type":"array","containsNull":false,"elementType":
                  {"type":"struct","fields":[{"name":"q","type":"integer","nullable":true,"metadata":{"comment":"deep"}}]}}}]}}
                """, "struct<x.y:int,z:array<struct<q:int>>>");

        assertThat(schema.rules())
                .isEqualTo(Map.of(
                        "`x.y` comment", "as agreed",
                        "`x.y` is", "not null",
                        "`z` element is", "not null",
                        "`z` element `q` comment", "deep"));
    }

    private static Map<String, String> rules(String metadata) {
        return ColumnSchema.read(
                        "{\"name\":\"c\",\"type\":\"long\",\"nullable\":true,\"metadata\":" + metadata + "}", "bigint")
                .rules();
    }
}
