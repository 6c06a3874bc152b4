package io.twinlake.catalogsync.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.twinlake.catalogsync.column.ColumnSchema;
import io.twinlake.catalogsync.securable.ColumnDefinition;
import io.twinlake.config.name.ObjectName;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How a table's values come into its digest; what engines make of it the end-to-end tests see. */
class RowDigestSqlTest {
    private static final ObjectName TABLE = ObjectName.parse("gold.s.t");

    static Stream<Arguments> hashes() {
        return Stream.of(
                argumentSet("a number", "\"long\"", "`c` IS NULL, `c`"),
                argumentSet("bytes", "\"binary\"", "`c` IS NULL, `c`"),
                argumentSet("0.0 beside -0.0", "\"double\"", "`c` IS NULL, cast(`c` AS string)"),
                argumentSet(
                        "a string, whatever its collation",
                        "\"string collate UTF8_LCASE\"",
                        "`c` IS NULL, cast(`c` AS binary)"),
                argumentSet(
                        "a struct, its fields behind it",
                        struct("\"integer\""),
                        "`c` IS NULL, `c`.`a.``b` IS NULL, `c`.`a.``b`"),
                argumentSet(
                        "an array, with its nulls and its length",
                        "{\"type\":\"array\",\"elementType\":\"integer\",\"containsNull\":true}",
                        "`c` IS NULL, size(`c`), transform(`c`, e1 -> xxhash64(e1 IS NULL, e1))"),
                argumentSet(
                        "a map, whatever its keys and their order",
                        "{\"type\":\"map\",\"keyType\":" + struct("\"float\"")
                                + ",\"valueType\":{\"type\":\"map\",\"keyType\":\"binary\",\"valueType\":\"date\"}}",
                        "`c` IS NULL, size(`c`), sort_array(transform(map_entries(`c`), e1 -> xxhash64(e1.key IS NULL,"
                                + " e1.key.`a.``b` IS NULL, cast(e1.key.`a.``b` AS string), e1.value IS NULL,"
                                + " size(e1.value), sort_array(transform(map_entries(e1.value), e2 -> xxhash64(e2.key IS"
                                + " NULL, e2.key, e2.value IS NULL, e2.value))))))"));
    }

    @ParameterizedTest
    @MethodSource
    void hashes(String type, String arguments) {
        assertThat(RowDigestSql.checksums(TABLE, 3, List.of(column("c", type))))
                .contains("xxhash64(" + arguments + ") AS ");
    }

    @Test
    void asksAVariantForItsTypesAndForThoseWithin() {
        assertThat(RowDigestSql.checksums(TABLE, 3, List.of(column("c", "\"variant\""))))
                .contains(
                        "to_json(named_struct('v', `c`)",
                        "schema_of_variant(`c`)",
                        "'array<variant>'",
                        "'map<string, variant>'");
    }

    @Test
    void refusesATypeOfWhichNobodyTellsTheParts() {
        ColumnDefinition untold =
                new ColumnDefinition("c", "map<int,int>", true, null, ColumnSchema.read(null, "map<int,int>"));

        assertThatThrownBy(() -> RowDigestSql.checksums(TABLE, 3, List.of(untold)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("map<int,int>");
    }

    @Test
    void hashesATableWithoutColumns() {
        assertThat(RowDigestSql.checksums(TABLE, 3, List.of())).contains("(SELECT *, xxhash64(0) AS ");
    }

    @Test
    void cutsARowOfManyColumnsIntoParts() {
        String sql = RowDigestSql.checksums(TABLE, 3, columns(250));

        assertThat(sql)
                .contains("xxhash64(xxhash64(`c0` IS NULL, `c0`")
                .contains("), xxhash64(`c200` IS NULL,")
                .doesNotContain(RowDigestSql.NOT_NULL);
        assertThat(RowDigestSql.checksums(TABLE, 3, columns(100))).contains(RowDigestSql.NOT_NULL + 99);
    }

    private static List<ColumnDefinition> columns(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> column("c" + i, "\"long\""))
                .toList();
    }

    private static String struct(String type) {
        return "{\"type\":\"struct\",\"fields\":[{\"name\":\"a.`b\",\"type\":" + type + "}]}";
    }

    private static ColumnDefinition column(String name, String type) {
        return new ColumnDefinition(
                name, "the platform's text", true, null, ColumnSchema.read(type, "the platform's text"));
    }
}
