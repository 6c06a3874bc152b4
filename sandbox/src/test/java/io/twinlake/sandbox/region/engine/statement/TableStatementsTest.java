package io.twinlake.sandbox.region.engine.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.twinlake.sandbox.region.engine.Column;
import io.twinlake.sandbox.region.engine.FieldJson;
import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.engine.SqlFailure;
import io.twinlake.sandbox.region.lake.LakePath;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.TableType;
import io.twinlake.sandbox.region.setting.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EngineFixture.Shared.class)
class TableStatementsTest {

    private final EngineFixture fixture;

    TableStatementsTest(EngineFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void createsAnEmptyTableThatSparkWritesTo() {
        fixture.sql("""
                CREATE TABLE gold.made.whole (
                  id STRING NOT NULL COMMENT 'the key', tags ARRAY<STRING>, place STRUCT<x: DOUBLE, y: DOUBLE>,
                  at TIMESTAMP, CONSTRAINT known CHECK (id <> ''))
                USING DELTA CLUSTER BY (id)
                COMMENT 'everything' TBLPROPERTIES ('delta.autoOptimize.optimizeWrite' = 'true', 'a.b' = 'c')
                """);
        TableEntry entry = entry("gold.made.whole");
        assertThat(entry.type()).isEqualTo(TableType.MANAGED);
        assertThat(entry.comment()).isEqualTo("everything");
        assertThat(entry.columns())
                .extracting(Column::typeText)
                .containsExactly("string", "array<string>", "struct<x:double,y:double>", "timestamp");
        assertThat(entry.columns().get(0).nullable()).isFalse();
        assertThat(entry.columns().get(0).comment()).isEqualTo("the key");
        assertThat(entry.properties())
                .containsEntry("delta.autoOptimize.optimizeWrite", "true")
                .containsEntry("a.b", "c")
                .containsEntry("clusteringColumns", "[[\"id\"]]");

        fixture.sql(
                "INSERT INTO gold.made.whole VALUES ('k', array('t'), named_struct('x', 1, 'y', 2), current_timestamp())");
        assertThat(fixture.sql("SELECT id, place.y FROM gold.made.whole").rows())
                .containsExactly(List.of("k", "2.0"));
        assertFails("INSERT INTO gold.made.whole (id) VALUES ('')", "DELTA_VIOLATE_CONSTRAINT_WITH_VALUES");
        fixture.sql("CREATE TABLE gold.made.strict (id INT NOT NULL)");
        assertFails("INSERT INTO gold.made.strict VALUES (null)", "DELTA_NOT_NULL_CONSTRAINT_VIOLATED");
        fixture.sql("OPTIMIZE gold.made.whole");
        assertThat(detail("gold.made.whole", "clusteringColumns")).isEqualTo("[\"id\"]");
    }

    @Test
    void createsTablesWithColumnMappingAndPartitions() {
        fixture.sql("CREATE TABLE gold.made.mapped (id INT, day DATE, `odd name` STRING) PARTITIONED BY (day)"
                + " TBLPROPERTIES ('delta.columnMapping.mode' = 'name')");
        fixture.sql("INSERT INTO gold.made.mapped VALUES (1, DATE '2024-01-01', 'x')");
        fixture.sql("ALTER TABLE gold.made.mapped RENAME COLUMN `odd name` TO name");
        fixture.sql("ALTER TABLE gold.made.mapped ADD COLUMNS (extra BIGINT COMMENT 'later')");
        assertThat(fixture.sql("SELECT * FROM gold.made.mapped").rows())
                .containsExactly(java.util.Arrays.asList("1", "2024-01-01", "x", null));
        TableEntry entry = entry("gold.made.mapped");
        assertThat(entry.partitionColumns()).containsExactly("day");
        assertThat(entry.columns()).extracting(Column::name).containsExactly("id", "day", "name", "extra");
    }

    @Test
    void fillsGeneratedAndIdentityColumns() {
        fixture.sql(
                "CREATE TABLE gold.made.filled (id BIGINT GENERATED ALWAYS AS IDENTITY (START WITH 10 INCREMENT BY 5),"
                        + " name STRING, initial STRING GENERATED ALWAYS AS (substring(name, 1, 1)))");

        fixture.sql("INSERT INTO gold.made.filled (name) VALUES ('anna')");
        fixture.sql("INSERT INTO gold.made.filled (name) VALUES ('ben')");

        assertThat(fixture.sql("SELECT id, name, initial FROM gold.made.filled ORDER BY name")
                        .rows())
                .containsExactly(List.of("10", "anna", "a"), List.of("15", "ben", "b"));
        assertFails(
                "INSERT INTO gold.made.filled (id, name) VALUES (1, 'c')",
                "DELTA_IDENTITY_COLUMNS_EXPLICIT_INSERT_NOT_SUPPORTED");
    }

    @Test
    void createsNoTableOverFilesOfAnotherKind() {
        LakePath folder = LakePath.parse("abfss://lake@westeuropelake.dfs.core.windows.net/strangers/files");
        fixture.storage.write(folder.child("a.csv"), new byte[] {1});

        assertFails(
                "CREATE TABLE gold.made.strange LOCATION '" + folder + "'",
                "DELTA_CREATE_TABLE_WITH_NON_EMPTY_LOCATION");
        assertFails(
                "CREATE TABLE gold.made.strange (id INT) LOCATION '" + folder + "'",
                "DELTA_CREATE_TABLE_WITH_NON_EMPTY_LOCATION");

        assertThat(fixture.storage.list(folder)).hasSize(1);
    }

    @Test
    void keepsLengthsOfStrings() {
        fixture.sql("CREATE TABLE gold.made.lengths (id INT DEFAULT 7, code VARCHAR(3), ch CHAR(4))"
                + " TBLPROPERTIES ('delta.feature.allowColumnDefaults' = 'supported')");
        fixture.sql("ALTER TABLE gold.made.lengths ADD CONSTRAINT positive CHECK (id > 0)");
        fixture.sql("INSERT INTO gold.made.lengths (code, ch) VALUES ('abc', 'x')");

        assertThat(fixture.sql("SELECT * FROM gold.made.lengths").rows()).containsExactly(List.of("7", "abc", "x   "));
        assertFails("INSERT INTO gold.made.lengths (code) VALUES ('abcd')", "DELTA_EXCEED_CHAR_VARCHAR_LIMIT");
        assertFails("INSERT INTO gold.made.lengths (id) VALUES (-1)", "DELTA_VIOLATE_CONSTRAINT_WITH_VALUES");
        assertThat(entry("gold.made.lengths").columns())
                .extracting(Column::typeText)
                .containsExactly("int", "varchar(3)", "char(4)");
        assertThat(entry("gold.made.lengths").columns().get(0).json()).contains("\"CURRENT_DEFAULT\":\"7\"");
    }

    @Test
    void widensADateToATimestampWithoutZone() {
        fixture.sql("CREATE TABLE gold.made.widened (d DATE) TBLPROPERTIES ('delta.enableTypeWidening' = 'true')");
        fixture.sql("INSERT INTO gold.made.widened VALUES (DATE '2026-01-01')");

        fixture.sql("ALTER TABLE gold.made.widened ALTER COLUMN d TYPE TIMESTAMP_NTZ");

        fixture.sql("INSERT INTO gold.made.widened VALUES (TIMESTAMP_NTZ '2026-01-02 12:00:00')");
        assertThat(fixture.sql("SELECT d FROM gold.made.widened ORDER BY d").rows())
                .extracting(row -> String.valueOf(row.get(0)).substring(0, 10))
                .containsExactly("2026-01-01", "2026-01-02");
    }

    /** A type's text cannot be read where a field's name is no identifier: it is never read. */
    @Test
    void takesNamesThatAreNoIdentifiers() {
        fixture.sql(
                "CREATE TABLE gold.made.names (`a.b` INT, s STRUCT<`x.y z`: INT COMMENT 'inner', t: ARRAY<STRUCT<`q,`: INT>>>)"
                        + " TBLPROPERTIES ('delta.columnMapping.mode' = 'name')");
        fixture.sql(
                "INSERT INTO gold.made.names VALUES (1, named_struct('x.y z', 2, 't', array(named_struct('q,', 3))))");

        assertThat(fixture.sql("SELECT s.`x.y z`, s.t[0].`q,` FROM gold.made.names")
                        .rows())
                .containsExactly(List.of("2", "3"));
        assertThat(FieldJson.field(entry("gold.made.names").columns().get(1))
                        .dataType()
                        .json())
                .contains("x.y z", "q,", "inner");
    }

    @Test
    void keepsTheMetastoreEqualToTheTable() {
        fixture.sql("CREATE TABLE gold.altered.t (id INT)");
        fixture.sql(
                "ALTER TABLE gold.altered.t SET TBLPROPERTIES ('delta.logRetentionDuration' = 'interval 60 days', 'x' = 'y')");
        fixture.sql("ALTER TABLE gold.altered.t ADD CONSTRAINT positive CHECK (id > 0)");
        fixture.sql("ALTER TABLE gold.altered.t CLUSTER BY (id)");
        assertThat(entry("gold.altered.t").properties())
                .containsEntry("x", "y")
                .containsEntry("delta.constraints.positive", "id > 0")
                .containsEntry("clusteringColumns", "[[\"id\"]]");
        fixture.sql("ALTER TABLE gold.altered.t UNSET TBLPROPERTIES ('x')");
        assertThat(entry("gold.altered.t").properties()).doesNotContainKey("x");
    }

    @Test
    void runsEveryKindOfChangeToRows() {
        fixture.sql("CREATE TABLE gold.dml.t AS SELECT id, 'a' AS v FROM range(100)");
        fixture.sql("UPDATE gold.dml.t SET v = 'b' WHERE id < 10");
        fixture.sql("DELETE FROM gold.dml.t WHERE id >= 90");
        fixture.sql("MERGE INTO gold.dml.t AS t USING (SELECT id, 'm' AS v FROM range(85, 95)) AS s ON t.id = s.id"
                + " WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *");
        assertThat(fixture.sql("SELECT v, count(*) FROM gold.dml.t GROUP BY v ORDER BY v")
                        .rows())
                .containsExactly(List.of("a", "75"), List.of("b", "10"), List.of("m", "10"));
        assertThat(fixture.sql("SELECT count(*) FROM gold.dml.t VERSION AS OF 0")
                        .rows())
                .containsExactly(List.of("100"));
        assertThat(fixture.sql("SELECT count(*) FROM gold.dml.t@v2").rows()).containsExactly(List.of("90"));
        fixture.sql("RESTORE TABLE gold.dml.t TO VERSION AS OF 1");
        assertThat(count("gold.dml.t")).isEqualTo(100);
        fixture.sql("VACUUM gold.dml.t");
        fixture.sql("TRUNCATE TABLE gold.dml.t");
        assertThat(count("gold.dml.t")).isZero();
        assertThat(fixture.sql("DESCRIBE HISTORY gold.dml.t LIMIT 1").rows().get(0))
                .contains("DELETE");
    }

    @Test
    void goesBackToNoVersionBeyondTheRetentionOfDeletedFiles() {
        vacuumed("gold.beyond.t");

        String refusal = "DELTA_UNSUPPORTED_TIME_TRAVEL_BEYOND_DELETED_FILE_RETENTION_DURATION";
        assertFails("SELECT * FROM gold.beyond.t VERSION AS OF 0", refusal);
        assertFails("RESTORE TABLE gold.beyond.t TO VERSION AS OF 0", refusal);
        assertThat(count("gold.beyond.t")).isEqualTo(10);
        assertThat(fixture.sql("SELECT count(*) FROM gold.beyond.t VERSION AS OF 4")
                        .rows())
                .as("the newest version, however old")
                .containsExactly(List.of("10"));
    }

    @Test
    void goesBackToNoVersionWhoseFilesWereVacuumed() {
        vacuumed("gold.lost.t");
        fixture.sql("ALTER TABLE gold.lost.t UNSET TBLPROPERTIES ('delta.deletedFileRetentionDuration')");

        assertFails("SELECT * FROM gold.lost.t VERSION AS OF 0", "FAILED_READ_FILE.FILE_NOT_EXIST");
        assertThatExceptionOfType(SqlFailure.class)
                .isThrownBy(() -> fixture.sql("RESTORE TABLE gold.lost.t TO VERSION AS OF 0"))
                .withMessageContaining("Not all files from version 0 are available");
        assertFails("RESTORE TABLE gold.lost.t TO VERSION AS OF 99", "DELTA_CANNOT_RESTORE_TABLE_VERSION");
        assertFails("SELECT * FROM gold.lost.t VERSION AS OF 99", "DELTA_VERSION_NOT_FOUND");
        assertThat(count("gold.lost.t")).isEqualTo(10);
    }

    /** Version 4, whose first one has lost its files. */
    private void vacuumed(String table) {
        fixture.sql("CREATE TABLE " + table
                + " TBLPROPERTIES ('delta.enableDeletionVectors' = 'false') AS SELECT id, 'a' AS v FROM range(10)");
        fixture.sql("ALTER TABLE " + table
                + " SET TBLPROPERTIES ('delta.deletedFileRetentionDuration' = 'interval 0 hours')");
        fixture.sql("UPDATE " + table + " SET v = 'b'");
        fixture.sql("VACUUM " + table);
    }

    @Test
    void replacesATableAndKeepsItsPlaceAndHistory() {
        fixture.sql("CREATE TABLE gold.replaced.t AS SELECT 1 AS a");
        String place = entry("gold.replaced.t").location();
        fixture.sql("CREATE OR REPLACE TABLE gold.replaced.t AS SELECT 'x' AS b");
        assertThat(entry("gold.replaced.t").location()).isEqualTo(place);
        assertThat(fixture.sql("SELECT b FROM gold.replaced.t").rows()).containsExactly(List.of("x"));
        fixture.sql("CREATE OR REPLACE TABLE gold.replaced.t (c INT)");
        assertThat(count("gold.replaced.t")).isZero();
        assertThat(entry("gold.replaced.t").columns()).extracting(Column::name).containsExactly("c");
        assertThat(fixture.sql("DESCRIBE HISTORY gold.replaced.t").rows()).hasSize(3);
        assertFails("CREATE TABLE gold.replaced.t (c INT)", "TABLE_OR_VIEW_ALREADY_EXISTS");
        fixture.sql("CREATE TABLE IF NOT EXISTS gold.replaced.t (d INT)");
        assertThat(entry("gold.replaced.t").columns()).extracting(Column::name).containsExactly("c");
    }

    @Test
    void readsFromAHistoryWithinAQueryAsFromTheHistoryItself() {
        fixture.sql("CREATE TABLE gold.told.t AS SELECT 1 AS id");
        fixture.sql("INSERT INTO gold.told.t VALUES (2)");
        fixture.sql("RESTORE TABLE gold.told.t TO VERSION AS OF 0");
        List<List<String>> plain = fixture.sql("DESCRIBE HISTORY gold.told.t").rows();

        List<List<String>> chosen = fixture.sql(
                        "SELECT h.version, timestamp, operation, CASE WHEN operation = 'RESTORE'"
                                + " THEN operationParameters END AS operationParameters"
                                + " FROM (DESCRIBE HISTORY gold.told.t LIMIT 2) h ORDER BY version DESC")
                .rows();

        assertThat(chosen).hasSize(2);
        assertThat(chosen.get(0))
                .containsExactly(
                        "2", plain.get(0).get(1), "RESTORE", plain.get(0).get(5));
        assertThat(chosen.get(1)).containsExactly("1", plain.get(1).get(1), "WRITE", null);
        assertThat(fixture.sql("SELECT count(*) FROM (DESC HISTORY gold.told.t)")
                        .rows())
                .containsExactly(List.of("3"));
    }

    @Test
    void readsTheNewestCommitsOfManyTablesInOneQuery() {
        List<String> tables = IntStream.range(0, 60)
                .mapToObj(i -> "gold.many.`x) UNION ALL (b``c " + i + "`")
                .toList();
        tables.forEach(table -> fixture.sql("CREATE TABLE " + table + " (id INT)"));
        fixture.sql("COMMENT ON TABLE " + tables.get(7) + " IS 'with a second commit'");
        fixture.sql("CREATE TABLE gold.many.copy DEEP CLONE " + tables.get(7));

        List<List<String>> newest =
                fixture.sql(newest(tables, "gold.many.copy")).rows();

        assertThat(newest)
                .hasSize(61)
                .extracting(row -> row.get(0), row -> row.get(1), row -> row.get(2))
                .contains(tuple("6", "0", "CREATE TABLE"), tuple("59", "0", "CREATE TABLE"), tuple("60", "0", "CLONE"))
                .anyMatch(row -> row.toList().subList(0, 2).equals(List.of("7", "1")));
        assertThat(newest.get(60).get(3)).contains("\"sourceVersion\":\"1\"");
        assertThat(newest.get(59).get(3)).isNull();
        assertFails(newest(tables, "gold.many.gone"), "TABLE_OR_VIEW_NOT_FOUND");
    }

    private static String newest(List<String> tables, String last) {
        List<String> all = new ArrayList<>(tables);
        all.add(last);
        return IntStream.range(0, all.size())
                .mapToObj(i -> "SELECT " + i + " AS place, version, operation, CASE WHEN operation = 'CLONE'"
                        + " THEN operationParameters END AS operationParameters FROM (DESCRIBE HISTORY " + all.get(i)
                        + " LIMIT 1)")
                .collect(Collectors.joining(" UNION ALL "));
    }

    @Test
    void refusesAHistoryWithinAQueryAsSyntaxWhereItIsToldTo() {
        fixture.sql("CREATE TABLE gold.untold.t AS SELECT 1 AS id");
        fixture.settings.set(Setting.HISTORY_IN_QUERIES, 0);
        try {
            assertFails("SELECT version FROM (DESCRIBE HISTORY gold.untold.t LIMIT 2)", "PARSE_SYNTAX_ERROR");
            assertFails(newest(List.of("gold.untold.t"), "gold.untold.t"), "PARSE_SYNTAX_ERROR");
        } finally {
            fixture.settings.reset();
        }
    }

    @Test
    void removesTheDataOfAManagedTableAndKeepsThatOfAnExternalOne() {
        fixture.sql("CREATE TABLE gold.dropped.managed AS SELECT 1 AS a");
        String location = "abfss://lake@northeuropelake.dfs.core.windows.net/external/drop/t";
        fixture.sql("CREATE TABLE gold.dropped.external LOCATION '" + location + "' AS SELECT 1 AS a");
        assertThat(entry("gold.dropped.external").type()).isEqualTo(TableType.EXTERNAL);
        LakePath managed = LakePath.parse(entry("gold.dropped.managed").location());

        fixture.sql("DROP TABLE gold.dropped.managed");
        fixture.sql("DROP TABLE gold.dropped.external");

        assertThat(fixture.storage.isEmpty(managed)).isTrue();
        assertThat(fixture.sql("SELECT a FROM delta.`" + location + "`").rows()).containsExactly(List.of("1"));
        assertFails("DROP TABLE gold.dropped.managed", "TABLE_OR_VIEW_NOT_FOUND");
        fixture.sql("DROP TABLE IF EXISTS gold.dropped.managed");
        fixture.sql("CREATE TABLE gold.dropped.again LOCATION '" + location + "'");
        assertThat(count("gold.dropped.again")).isEqualTo(1);
    }

    @Test
    void refusesToWriteToASharedTable() {
        fixture.sql("CREATE TABLE gold.sharing.t AS SELECT 1 AS a");
        assertThat(fixture.sql("SELECT a FROM shared.sharing.t").rows()).containsExactly(List.of("1"));
        for (String write : List.of(
                "INSERT INTO shared.sharing.t VALUES (2)",
                "DELETE FROM shared.sharing.t",
                "OPTIMIZE shared.sharing.t",
                "ALTER TABLE shared.sharing.t SET TBLPROPERTIES ('a' = 'b')",
                "DROP TABLE shared.sharing.t")) {
            assertFails(write, "INSUFFICIENT_PERMISSIONS");
        }
    }

    @Test
    void aReplacementThatIsRefusedLeavesTheTableAsItIs() {
        fixture.sql("CREATE TABLE gold.kept.t AS SELECT 1 AS a");
        fixture.sql("CREATE TABLE gold.other.t AS SELECT 2 AS a");
        for (String replacement : List.of(
                "CREATE OR REPLACE TABLE gold.kept.t AS SELECT 3 AS a",
                "CREATE OR REPLACE TABLE gold.kept.t (a INT)",
                "CREATE OR REPLACE TABLE gold.kept.t DEEP CLONE gold.other.t")) {
            assertFails(replacement, "INSUFFICIENT_PERMISSIONS");
        }
        assertThat(fixture.sql("SELECT a FROM gold.kept.t").rows()).containsExactly(List.of("1"));
    }

    private void assertFails(String sql, String errorClass) {
        assertThatExceptionOfType(SqlFailure.class)
                .isThrownBy(() -> fixture.sql(sql))
                .extracting(SqlFailure::errorClass)
                .isEqualTo(errorClass);
    }

    private TableEntry entry(String name) {
        return fixture.registry.find(TableName.parse(name)).orElseThrow();
    }

    private long count(String table) {
        return Long.parseLong(
                fixture.sql("SELECT count(*) FROM " + table).rows().get(0).get(0));
    }

    private String detail(String table, String column) {
        ResultTable detail = fixture.sql("DESCRIBE DETAIL " + table);
        List<String> names = detail.columns().stream().map(Column::name).toList();
        return detail.rows().get(0).get(names.indexOf(column));
    }
}
