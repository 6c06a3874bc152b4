package io.twinlake.sandbox.region.engine.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.twinlake.sandbox.region.engine.Column;
import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.engine.SqlFailure;
import io.twinlake.sandbox.region.lake.LakeFile;
import io.twinlake.sandbox.region.lake.LakePath;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.TableType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Spark's reading of both sides is what a clone is held against. */
@ExtendWith(EngineFixture.Shared.class)
class CloneTest {

    private final EngineFixture fixture;

    CloneTest(EngineFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void copiesOnlyWhatIsNewTheSecondTime() {
        String source = "gold.clone.src";
        fixture.sql("CREATE TABLE " + source + " CLUSTER BY (id) TBLPROPERTIES ('delta.enableRowTracking' = 'true')"
                + " AS SELECT id, concat('name', id) AS name FROM range(20000)");
        fixture.sql("DELETE FROM " + source + " WHERE id % 7 = 0");

        List<Long> first = counts(clone(source, "gold.clone.dst", 1));
        assertThat(first.get(1)).isEqualTo(first.get(3)).isPositive();
        assertThat(first.get(0)).isEqualTo(first.get(5));
        assertThat(first.get(2)).isZero();
        assertSameRows(source, "gold.clone.dst");

        fixture.sql(
                "MERGE INTO " + source + " AS t USING (SELECT id, 'merged' AS name FROM range(100)) AS s ON t.id = s.id"
                        + " WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *");
        List<Long> second = counts(clone(source, "gold.clone.dst", 2));
        assertThat(second.get(5)).isPositive().isLessThan(first.get(5) / 4);
        assertSameRows(source, "gold.clone.dst");

        List<Long> third = counts(clone(source, "gold.clone.dst", 2));
        assertThat(third.subList(2, 6)).containsOnly(0L);
        assertThat(history("gold.clone.dst")).startsWith("CLONE", "CLONE", "CLONE");
        assertThat(fixture.sql("DESCRIBE HISTORY gold.clone.dst LIMIT 1").rows().get(0))
                .contains("{\"source\":\"gold.clone.src\",\"sourceVersion\":\"2\",\"isShallow\":\"false\"}");
        assertThat(detail("gold.clone.dst", "clusteringColumns")).isEqualTo("[\"id\"]");

        fixture.sql("INSERT INTO gold.clone.dst VALUES (-1, 'of its own')");
        fixture.sql("OPTIMIZE gold.clone.dst");
        clone(source, "gold.clone.dst", 2);
        assertSameRows(source, "gold.clone.dst");
    }

    @Test
    void goesOnWhereAKilledCloneStopped() {
        fixture.sql("CREATE TABLE gold.clone.many PARTITIONED BY (p) AS SELECT id, id % 5 AS p FROM range(100)");
        String location = "abfss://lake@northeuropelake.dfs.core.windows.net/replica/many";
        LakePath from = LakePath.parse(entry("gold.clone.many").location());
        LakePath to = LakePath.parse(location);
        List<LakeFile> files = fixture.storage.list(from).stream()
                .filter(file -> !file.path().key().contains("_delta_log"))
                .toList();
        LakePath half = to.child(files.get(0).path().relativeTo(from));
        fixture.storage.copy(files.get(0).path(), half);
        java.time.Instant copied = fixture.storage.list(to).get(0).modified();
        sleepPastASecond();

        fixture.sql("CREATE OR REPLACE TABLE gold.clone.many2 DEEP CLONE gold.clone.many LOCATION '" + location + "'");

        assertThat(entry("gold.clone.many2").type()).isEqualTo(TableType.EXTERNAL);
        assertSameRows("gold.clone.many", "gold.clone.many2");
        assertThat(fixture.storage.list(to))
                .filteredOn(file -> file.path().equals(half))
                .singleElement()
                .extracting(LakeFile::modified)
                .isEqualTo(copied);
    }

    @Test
    void clonesASharedTableAtAPinnedVersionWithPropertiesOfItsOwn() {
        fixture.sql("CREATE TABLE gold.clone.pinned (id INT COMMENT 'key') COMMENT 'not cloned'");
        fixture.sql("INSERT INTO gold.clone.pinned VALUES (1)");
        fixture.sql("INSERT INTO gold.clone.pinned VALUES (2)");
        fixture.sql("CREATE OR REPLACE TABLE main.clone.pinned CLONE shared.clone.pinned VERSION AS OF 1"
                + " TBLPROPERTIES ('twinlake.source' = 'x')");
        assertThat(fixture.sql("SELECT * FROM main.clone.pinned").rows()).containsExactly(List.of("1"));
        assertThat(fixture.sql("DESCRIBE HISTORY main.clone.pinned LIMIT 1")
                        .rows()
                        .get(0))
                .contains("{\"source\":\"shared.clone.pinned\",\"sourceVersion\":\"1\",\"isShallow\":\"false\"}");
        TableEntry clone = entry("main.clone.pinned");
        assertThat(clone.properties()).containsEntry("twinlake.source", "x");
        assertThat(clone.comment()).isNull();
        assertThat(clone.columns().get(0).comment()).isEqualTo("key");
    }

    @Test
    void readsNoVersionBeforeTheOneFromWhichATableIsShared() {
        fixture.sql("CREATE TABLE gold.clone.added_late (id INT)");
        fixture.sql("INSERT INTO gold.clone.added_late VALUES (1)");
        fixture.sql("INSERT INTO gold.clone.added_late VALUES (2)");
        String created = fixture.sql("DESCRIBE HISTORY gold.clone.added_late")
                .rows()
                .get(1)
                .get(1);
        String clone = "CREATE OR REPLACE TABLE main.clone.added_late CLONE shared.clone.added_late VERSION AS OF ";
        String early = "DS_QUERY_BEFORE_START_VERSION";

        assertFails(clone + 1, early);
        assertFails("SELECT * FROM shared.clone.added_late VERSION AS OF 1", early);
        assertFails("SELECT * FROM shared.clone.added_late TIMESTAMP AS OF '" + created + "'", early);
        fixture.sql(clone + 2);
        assertThat(fixture.sql("SELECT * FROM shared.clone.added_late VERSION AS OF 2")
                        .rows())
                .hasSize(2);
    }

    @Test
    void readsNoSharedTableOfMoreFilesThanMayBe() {
        fixture.sql("CREATE TABLE gold.clone.of_many_files AS SELECT 1 AS id");
        String clone = "CREATE OR REPLACE TABLE main.clone.of_many_files DEEP CLONE shared.clone.of_many_files";
        fixture.sql(clone);
        fixture.sql("INSERT INTO gold.clone.of_many_files VALUES (2)");

        assertFails(clone, "RESOURCE_LIMIT_EXCEEDED");
        assertFails("SELECT * FROM shared.clone.of_many_files", "RESOURCE_LIMIT_EXCEEDED");
        assertThat(fixture.sql("SELECT * FROM gold.clone.of_many_files").rows()).hasSize(2);

        fixture.sql("OPTIMIZE gold.clone.of_many_files");
        fixture.sql(clone);
        assertThat(fixture.sql("SELECT * FROM shared.clone.of_many_files").rows())
                .hasSize(2);
    }

    @Test
    void replacesATableThatWasNoClone() {
        fixture.sql("CREATE TABLE gold.clone.other AS SELECT 'old' AS a, 1 AS b");
        fixture.sql("CREATE TABLE gold.clone.small AS SELECT 1 AS id");
        assertFails("CREATE TABLE gold.clone.other DEEP CLONE gold.clone.small", "TABLE_OR_VIEW_ALREADY_EXISTS");
        fixture.sql("CREATE OR REPLACE TABLE gold.clone.other DEEP CLONE gold.clone.small");
        assertThat(fixture.sql("SELECT * FROM gold.clone.other").rows()).containsExactly(List.of("1"));
        assertThat(fixture.sql("SELECT a FROM gold.clone.other VERSION AS OF 0").rows())
                .containsExactly(List.of("old"));
    }

    @Test
    void clonesByPathWithoutTheMetastore() {
        fixture.sql("CREATE TABLE gold.clone.push AS SELECT 1 AS id");
        String place = "delta.`abfss://lake@westeuropelake.dfs.core.windows.net/pushed/t`";
        fixture.sql("CREATE OR REPLACE TABLE " + place + " DEEP CLONE gold.clone.push");
        fixture.sql("INSERT INTO gold.clone.push VALUES (2)");
        fixture.sql("CREATE OR REPLACE TABLE " + place + " DEEP CLONE gold.clone.push");
        assertSameRows("gold.clone.push", place);
    }

    @Test
    void clonesAShallowCloneIntoATableOfItsOwn() {
        fixture.sql("CREATE TABLE gold.clone.base AS SELECT id FROM range(1000)");
        fixture.sql("DELETE FROM gold.clone.base WHERE id = 5");
        fixture.sql("CREATE TABLE gold.clone.shallow SHALLOW CLONE gold.clone.base");
        assertThat(entry("gold.clone.shallow").type()).isEqualTo(TableType.MANAGED_SHALLOW_CLONE);
        assertSameRows("gold.clone.base", "gold.clone.shallow");
        fixture.sql("CREATE TABLE gold.clone.deep DEEP CLONE gold.clone.shallow");
        fixture.sql("DROP TABLE gold.clone.base");
        assertThat(fixture.sql("SELECT count(*) FROM gold.clone.deep").rows()).containsExactly(List.of("999"));
    }

    @Test
    void refusesWhatCannotBeCloned() {
        fixture.sql(
                "CREATE TABLE gold.clone.renamed (id INT, a STRING) TBLPROPERTIES ('delta.columnMapping.mode' = 'name')");
        fixture.sql("INSERT INTO gold.clone.renamed VALUES (1, 'x')");
        String clone = "CREATE OR REPLACE TABLE gold.clone.renamed2 DEEP CLONE gold.clone.renamed";
        fixture.sql(clone);
        assertSameRows("gold.clone.renamed", "gold.clone.renamed2");
        fixture.sql("ALTER TABLE gold.clone.renamed RENAME COLUMN a TO b");
        assertFails(clone, "DELTA_UNSUPPORTED_COLUMN_MAPPING_SCHEMA_CHANGE");

        fixture.registry.addView("gold.clone.view", "SELECT 1 AS a", Results.columns("a", "int"));
        assertFails("CREATE TABLE gold.clone.v DEEP CLONE gold.clone.view", "DELTA_CLONE_UNSUPPORTED_SOURCE");
        assertFails("CREATE TABLE gold.clone.v DEEP CLONE gold.clone.none", "TABLE_OR_VIEW_NOT_FOUND");
        assertFails(
                "CREATE TABLE gold.clone.v DEEP CLONE gold.clone.renamed VERSION AS OF 99", "DELTA_VERSION_NOT_FOUND");
    }

    @Test
    void saysThatASourceLostItsFiles() {
        fixture.sql("CREATE TABLE gold.clone.lost AS SELECT 1 AS id");
        LakePath place = LakePath.parse(entry("gold.clone.lost").location());
        LakeFile data = fixture.storage.list(place).stream()
                .filter(file -> file.path().key().endsWith(".parquet"))
                .findFirst()
                .orElseThrow();
        fixture.storage.deleteFolder(data.path());
        assertFails("CREATE TABLE gold.clone.lost2 DEEP CLONE gold.clone.lost", "DELTA_FILE_NOT_FOUND_DETAILED");
        assertThat(fixture.registry.find(TableName.parse("gold.clone.lost2"))).isEmpty();
    }

    @Test
    void refusesFeaturesThatItDoesNotKnow() {
        fixture.sql("CREATE TABLE gold.clone.future AS SELECT 1 AS id");
        LakePath log = LakePath.parse(entry("gold.clone.future").location()).child("_delta_log");
        fixture.storage.write(
                log.child("%020d.json".formatted(1)),
                "{\"protocol\":{\"minReaderVersion\":3,\"minWriterVersion\":7,\"readerFeatures\":[\"tomorrow\"],\"writerFeatures\":[\"tomorrow\"]}}"
                        .getBytes(StandardCharsets.UTF_8));

        assertFails(
                "CREATE TABLE gold.clone.future2 DEEP CLONE gold.clone.future", "DELTA_UNSUPPORTED_FEATURES_FOR_READ");
        assertThat(fixture.registry.find(TableName.parse("gold.clone.future2"))).isEmpty();
    }

    /** A writer's own folder below the log holds what may never be committed. */
    @Test
    void passesOverWhatIsWrittenBesideTheLog() {
        fixture.sql("CREATE TABLE gold.clone.beside AS SELECT 1 AS id");
        LakePath log = LakePath.parse(entry("gold.clone.beside").location()).child("_delta_log");
        fixture.storage.write(
                log.child(".tmp").child("%020d.json".formatted(7)), "{}".getBytes(StandardCharsets.UTF_8));

        fixture.sql("CREATE TABLE gold.clone.beside2 DEEP CLONE gold.clone.beside");

        assertSameRows("gold.clone.beside", "gold.clone.beside2");
    }

    private ResultTable clone(String source, String target, int version) {
        return fixture.sql("CREATE OR REPLACE TABLE " + target + " DEEP CLONE " + source + " VERSION AS OF " + version);
    }

    private static List<Long> counts(ResultTable result) {
        return result.rows().get(0).stream().map(Long::valueOf).toList();
    }

    private void assertSameRows(String one, String other) {
        String checksum = "SELECT count(*), sum(cast(xxhash64(*) AS decimal(38, 0))), bit_xor(xxhash64(*)) FROM ";
        assertThat(fixture.sql(checksum + other).rows())
                .isEqualTo(fixture.sql(checksum + one).rows());
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

    private List<String> history(String table) {
        return fixture.sql("DESCRIBE HISTORY " + table).rows().stream()
                .map(row -> row.get(4))
                .toList();
    }

    private String detail(String table, String column) {
        ResultTable detail = fixture.sql("DESCRIBE DETAIL " + table);
        List<String> names = detail.columns().stream().map(Column::name).toList();
        return detail.rows().get(0).get(names.indexOf(column));
    }

    /** Storage tells times in whole seconds. */
    private static void sleepPastASecond() {
        try {
            Thread.sleep(1100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
