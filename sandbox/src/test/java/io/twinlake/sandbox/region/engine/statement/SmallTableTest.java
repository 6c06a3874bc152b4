package io.twinlake.sandbox.region.engine.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.sandbox.region.delta.log.Actions;
import io.twinlake.sandbox.region.delta.log.TableLog;
import io.twinlake.sandbox.region.delta.log.TableSnapshot;
import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.engine.SqlRequest;
import io.twinlake.sandbox.region.engine.session.RegionCatalog;
import io.twinlake.sandbox.region.engine.session.StatementContext;
import io.twinlake.sandbox.region.lake.LakePath;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import scala.collection.immutable.Map$;

/** What a query of a small table costs, and that its answer is the one that Delta would have come to by itself. */
@ExtendWith(EngineFixture.Shared.class)
class SmallTableTest {

    private final EngineFixture fixture;

    SmallTableTest(EngineFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void isReadByTheOneJobThatReadsItsRows() throws Exception {
        fixture.sql("CREATE TABLE gold.small.rows AS SELECT id FROM range(20)");
        fixture.sql("CREATE TABLE gold.small.copy DEEP CLONE gold.small.rows");

        assertThat(jobsOf("SELECT id FROM gold.small.copy VERSION AS OF 0")).isEqualTo(1);
        assertThat(jobsOf("SELECT id FROM gold.small.copy WHERE id = 3")).isEqualTo(1);
    }

    @Test
    void isReadAtEachOfItsVersions() {
        fixture.sql("CREATE TABLE gold.small.versions AS SELECT id FROM range(3)");
        fixture.sql("INSERT INTO gold.small.versions SELECT id + 3 FROM range(2)");

        String before = "SELECT count(*) FROM gold.small.versions VERSION AS OF ";
        long now = Long.parseLong(one("DESCRIBE HISTORY gold.small.versions LIMIT 1"));
        assertThat(one(before + (now - 1))).isEqualTo("3");
        assertThat(one(before + now)).isEqualTo("5");
        assertThat(rows("SELECT id FROM gold.small.versions EXCEPT SELECT id FROM gold.small.versions VERSION AS OF "
                        + (now - 1) + " ORDER BY id"))
                .containsExactly(List.of("3"), List.of("4"));
    }

    @Test
    void showsNoRowThatADeletionVectorHides() {
        fixture.sql("CREATE TABLE gold.small.hidden AS SELECT /*+ COALESCE(1) */ id FROM range(5)");
        fixture.sql("DELETE FROM gold.small.hidden WHERE id = 2");
        fixture.sql("UPDATE gold.small.hidden SET id = 9 WHERE id = 4");

        assertThat(rows("SELECT id FROM gold.small.hidden ORDER BY id"))
                .containsExactly(List.of("0"), List.of("1"), List.of("3"), List.of("9"));
        assertThat(one("SELECT count(*) FROM gold.small.hidden")).isEqualTo("4");
    }

    @Test
    void isReadAfterACheckpointToo() {
        fixture.sql("CREATE TABLE gold.small.kept AS SELECT id FROM range(1)");
        for (int i = 1; i <= 12; i++) {
            fixture.sql("INSERT INTO gold.small.kept VALUES (" + i + ")");
        }

        assertThat(one("SELECT sum(id) FROM gold.small.kept")).isEqualTo("78");
        assertThat(one("SELECT sum(id) FROM gold.small.kept WHERE id IN (SELECT max(id) FROM gold.small.kept)"))
                .isEqualTo("12");
    }

    @Test
    void isReadByPartitionsWhereItHasSome() {
        fixture.sql("CREATE TABLE gold.small.parts PARTITIONED BY (p) AS SELECT id, id % 3 AS p FROM range(9)");

        assertThat(one("SELECT count(*) FROM gold.small.parts WHERE p = 1")).isEqualTo("3");
        assertThat(one("SELECT max(p) FROM gold.small.parts")).isEqualTo("2");
    }

    @Test
    void isReadByManyFilesWhereItHasMany() {
        String values = IntStream.range(0, 20).mapToObj(i -> "(" + i + ")").collect(Collectors.joining(", "));
        fixture.sql("CREATE TABLE gold.small.many (id INT)");
        fixture.sql("INSERT INTO gold.small.many SELECT /*+ REPARTITION(20) */ * FROM VALUES " + values);

        assertThat(one("SELECT sum(id) FROM gold.small.many")).isEqualTo("190");
        assertThat(one("SELECT count(*) FROM gold.small.many WHERE id > 17")).isEqualTo("2");
    }

    @Test
    void isWrittenFromAnotherOneAndFromItself() {
        fixture.sql("CREATE TABLE gold.small.target AS SELECT id, 'old' AS word FROM range(3)");
        fixture.sql("CREATE TABLE gold.small.news AS SELECT id + 1 AS id, 'new' AS word FROM range(3)");
        fixture.sql("MERGE INTO gold.small.target t USING gold.small.news n ON t.id = n.id"
                + " WHEN MATCHED THEN UPDATE SET word = n.word WHEN NOT MATCHED THEN INSERT *");
        fixture.sql("INSERT INTO gold.small.target SELECT id + 10, word FROM gold.small.target");

        assertThat(rows("SELECT id, word FROM gold.small.target WHERE id < 10 ORDER BY id"))
                .containsExactly(List.of("0", "old"), List.of("1", "new"), List.of("2", "new"), List.of("3", "new"));
        assertThat(one("SELECT count(*) FROM gold.small.target")).isEqualTo("8");
    }

    @Test
    void isWrittenOnceByAStatementThatWritesToSeveral() {
        fixture.sql("CREATE TABLE gold.small.origin AS SELECT id FROM range(3)");
        fixture.sql("CREATE TABLE gold.small.low (id BIGINT)");
        fixture.sql("CREATE TABLE gold.small.high (id BIGINT)");
        fixture.sql("FROM gold.small.origin INSERT INTO gold.small.low SELECT id WHERE id < 1"
                + " INSERT INTO gold.small.high SELECT id WHERE id >= 1");

        assertThat(rows("SELECT id FROM gold.small.low")).containsExactly(List.of("0"));
        assertThat(rows("SELECT id FROM gold.small.high ORDER BY id")).containsExactly(List.of("1"), List.of("2"));
    }

    @Test
    void showsAtOnceWhatAnotherHandCommitted() {
        fixture.sql("CREATE TABLE gold.small.shared AS SELECT /*+ COALESCE(1) */ id FROM range(3)");
        assertThat(one("SELECT count(*) FROM gold.small.shared")).isEqualTo("3");
        TableLog log = new TableLog(
                fixture.storage, LakePath.parse(location("gold.small.shared").toString()));
        TableSnapshot before = log.latest().orElseThrow();

        assertThat(log.commit(
                        before.version() + 1,
                        before.files().values().stream()
                                .map(add -> Actions.removal(add, Instant.now()))
                                .toList()))
                .isTrue();

        assertThat(one("SELECT count(*) FROM gold.small.shared")).isEqualTo("0");
        assertThat(one("SELECT count(*) FROM gold.small.shared VERSION AS OF " + before.version()))
                .isEqualTo("3");
    }

    @Test
    void isReadAnewWhereAnotherTookItsPlace() {
        String place = "abfss://lake@northeuropelake.dfs.core.windows.net/small/again";
        fixture.sql("CREATE TABLE delta.`" + place + "` AS SELECT id FROM range(3)");
        assertThat(one("SELECT count(*) FROM delta.`" + place + "`")).isEqualTo("3");

        fixture.storage.deleteFolder(LakePath.parse(place));
        fixture.sql("CREATE TABLE delta.`" + place + "` AS SELECT id FROM range(4)");

        assertThat(one("SELECT count(*) FROM delta.`" + place + "`")).isEqualTo("4");
        assertThat(one("SELECT count(*) FROM delta.`" + place + "` VERSION AS OF 0"))
                .isEqualTo("4");
    }

    @Test
    void hasTheChecksumThatDeltaComesToByItself() {
        fixture.sql("CREATE TABLE gold.small.summed (id BIGINT, word STRING) CLUSTER BY (id)");
        fixture.sql("INSERT INTO gold.small.summed SELECT /*+ COALESCE(1) */ id, 'w' FROM range(9)");
        fixture.sql("DELETE FROM gold.small.summed WHERE id < 3");
        fixture.sql("CREATE TABLE gold.small.summedcopy DEEP CLONE gold.small.summed");

        List<Path> places = List.of(location("gold.small.summed"), location("gold.small.summedcopy"));

        SparkSession session = sessionOfAStatement();
        try {
            for (Path place : places) {
                DeltaLog.invalidateCache(session, place);
                Snapshot snapshot = DeltaLog.forTable(session, place).unsafeVolatileSnapshot();
                assertThat(snapshot.checksumOpt().isDefined()).isTrue();
                assertThat(snapshot.validateChecksum(Map$.MODULE$.empty())).isTrue();
            }
        } finally {
            SparkSession.clearActiveSession();
        }
    }

    private SparkSession sessionOfAStatement() {
        SparkSession session = ((SparkSession) org.apache.spark.sql.SparkSession.active()).newSession();
        SparkSession.setActiveSession(session);
        SqlRequest request = new SqlRequest("check", "", List.of(), "main", "default", "tester");
        RegionCatalog.of(session)
                .bind(new StatementContext(request, session, fixture.registry, fixture.storage, () -> {}));
        return session;
    }

    private Path location(String table) {
        ResultTable detail = fixture.sql("DESCRIBE DETAIL " + table);
        int column = detail.columns().stream().map(each -> each.name()).toList().indexOf("location");
        return new Path(detail.rows().get(0).get(column));
    }

    /** How many jobs Spark began for a statement. */
    private int jobsOf(String sql) throws TimeoutException {
        String statement = UUID.randomUUID().toString();
        fixture.engine.execute(new SqlRequest(statement, sql, List.of(), "main", "default", "tester"));
        SparkContext spark = SparkContext.getOrCreate();
        spark.listenerBus().waitUntilEmpty();
        return spark.statusTracker().getJobIdsForGroup(statement).length;
    }

    private String one(String sql) {
        return rows(sql).get(0).get(0);
    }

    private List<List<@Nullable String>> rows(String sql) {
        return fixture.sql(sql).rows();
    }
}
