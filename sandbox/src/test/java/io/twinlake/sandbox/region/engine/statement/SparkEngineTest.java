package io.twinlake.sandbox.region.engine.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.twinlake.sandbox.region.engine.Column;
import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.engine.SqlFailure;
import io.twinlake.sandbox.region.engine.SqlParameter;
import io.twinlake.sandbox.region.engine.SqlRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EngineFixture.Shared.class)
class SparkEngineTest {

    private final EngineFixture fixture;

    SparkEngineTest(EngineFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void givesValuesAsTheStatementApiWritesThem() {
        ResultTable result = fixture.sql("""
                SELECT 1 AS one, array('a', 'b') AS letters, TIMESTAMP '2024-01-01 00:00:00' AS at, DATE '2024-02-03' AS day,
                  CAST(1.50 AS DECIMAL(10, 2)) AS money, 1.5e10D AS big, named_struct('a', 1, 'b', null) AS pair,
                  map('k', 1.0D) AS map, CAST(null AS STRING) AS nothing, true AS yes, X'0102' AS bytes
                """);
        assertThat(result.rows().get(0))
                .containsExactly(
                        "1",
                        "[\"a\",\"b\"]",
                        "2024-01-01T00:00:00.000Z",
                        "2024-02-03",
                        "1.50",
                        "1.5E10",
                        "{\"a\":1,\"b\":null}",
                        "{\"k\":1.0}",
                        null,
                        "true",
                        "AQI=");
        assertThat(result.columns()).extracting(Column::typeText).startsWith("int", "array<string>", "timestamp");
        assertThat(result.columns())
                .extracting(Column::typeName)
                .startsWith("INT", "ARRAY", "TIMESTAMP", "DATE", "DECIMAL");
    }

    @Test
    void bindsNamedParametersByTheirType() {
        ResultTable result = fixture.sql(
                "SELECT :n + 1, :t, :s IS NULL, typeof(:d)",
                new SqlParameter("n", "BIGINT", "41"),
                new SqlParameter("t", "TIMESTAMP", "2024-01-01T10:00:00Z"),
                new SqlParameter("s", "STRING", null),
                new SqlParameter("d", "DECIMAL(10,2)", "3.14"));
        assertThat(result.rows()).containsExactly(List.of("42", "2024-01-01T10:00:00.000Z", "true", "decimal(10,2)"));
    }

    @Test
    void namesErrorsAsDatabricksDoes() {
        assertThatExceptionOfType(SqlFailure.class)
                .isThrownBy(() -> fixture.sql("SELECT * FROM gold.none.such"))
                .satisfies(failure -> {
                    assertThat(failure.errorClass()).isEqualTo("TABLE_OR_VIEW_NOT_FOUND");
                    assertThat(failure.sqlState()).isEqualTo("42P01");
                    assertThat(failure).hasMessageContaining("`gold`.`none`.`such`");
                });
        assertThatExceptionOfType(SqlFailure.class)
                .isThrownBy(() -> fixture.sql("SELEKT 1"))
                .extracting(SqlFailure::errorClass)
                .isEqualTo("PARSE_SYNTAX_ERROR");
        assertThatExceptionOfType(SqlFailure.class)
                .isThrownBy(() -> fixture.sql("SELECT 1 / 0"))
                .extracting(SqlFailure::errorClass)
                .isEqualTo("DIVIDE_BY_ZERO");
    }

    @Test
    void resolvesViewsAndFunctionsWhereTheyWereWritten() {
        fixture.sql("CREATE TABLE gold.views.t AS SELECT id, concat('n', id) AS name FROM range(10)");
        fixture.registry.addFunction("gold.views.twice", "x BIGINT", "BIGINT", "x * 2");
        fixture.registry.addFunction("gold.views.four", "x BIGINT", "BIGINT", "twice(views.twice(x))");
        fixture.registry.addView(
                "gold.views.names",
                "SELECT gold.views.four(id), name FROM views.t -- of all",
                Results.columns("i", "bigint", "n", "string"));
        fixture.registry.addView(
                "main.other.more",
                "SELECT i + 1 AS j, names.n FROM gold.views.names",
                Results.columns("j", "bigint", "n", "string"));

        assertThat(fixture.sql("SELECT * FROM main.other.more WHERE main.other.more.j > 33 ORDER BY j")
                        .rows())
                .containsExactly(List.of("37", "n9"));
        assertThat(fixture.sql("SELECT gold.views.twice(3)").rows()).containsExactly(List.of("6"));
        assertThat(fixture.engine.describeQuery("SELECT views.four(id) AS f FROM views.t", "gold", "views"))
                .extracting(Column::name, Column::typeText)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("f", "bigint"));
    }

    /** What its query called them finds the columns of a star that has grown, also under other names. */
    @Test
    void showsOfAStarWhatTheViewHad() {
        fixture.sql("CREATE TABLE gold.stars.t (b INT, a INT)");
        fixture.sql("INSERT INTO gold.stars.t VALUES (2, 1)");
        fixture.registry.addView(
                "gold.stars.renamed",
                "SELECT * FROM gold.stars.t",
                Results.columns("x", "int", "y", "int"),
                Map.of("view.query.out.col.0", "b", "view.query.out.col.1", "a"));
        fixture.sql("ALTER TABLE gold.stars.t ADD COLUMN c INT FIRST");

        assertThat(fixture.sql("SELECT y, x FROM gold.stars.renamed").rows()).containsExactly(List.of("1", "2"));
        assertThat(fixture.sql("SELECT * FROM gold.stars.renamed").columns())
                .extracting(Column::name)
                .containsExactly("x", "y");
    }

    @Test
    void queriesInformationSchemaLikeAnyTable() {
        fixture.sql("CREATE TABLE gold.info.b (id INT)");
        fixture.sql("CREATE TABLE gold.info.a (id INT)");
        assertThat(fixture.sql("SELECT table_name, sum(ordinal) FROM gold.information_schema.tables"
                                + " WHERE table_schema = 'info' GROUP BY ALL ORDER BY 1")
                        .rows())
                .containsExactly(List.of("a", "7"), List.of("b", "7"));
    }

    @Test
    void takesNamesWithAnyCharacter() {
        String name = "gold.`odd-schema`.`a b``c#é`";
        fixture.sql("CREATE TABLE " + name + " (`col 1` INT, `ü` STRING)");
        fixture.sql("INSERT INTO " + name + " VALUES (1, 'x')");
        fixture.sql("UPDATE " + name + " SET `col 1` = 2");
        assertThat(fixture.sql("SELECT `col 1` FROM " + name).rows()).containsExactly(List.of("2"));
        assertThat(fixture.sql("DESCRIBE HISTORY " + name).rows()).hasSize(3);
        fixture.sql("OPTIMIZE " + name);
    }

    @Test
    void endsAStatementThatIsCancelled() throws Exception {
        SqlRequest request = new SqlRequest(
                "cancel-me",
                "SELECT sum(a.id * b.id) FROM range(1000000) a JOIN range(1000000) b ON a.id % 7 = b.id % 7",
                List.of(),
                "main",
                "default",
                "tester");
        Thread canceller = new Thread(() -> fixture.engine.cancel("cancel-me"));
        java.util.concurrent.CompletableFuture<Throwable> end = new java.util.concurrent.CompletableFuture<>();
        Thread runner = new Thread(() -> {
            try {
                fixture.engine.execute(request);
                end.complete(null);
            } catch (SqlFailure failure) {
                end.complete(failure);
            }
        });
        runner.start();
        Thread.sleep(1500);
        canceller.start();
        assertThat(end.get(300, java.util.concurrent.TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        SqlFailure.class,
                        failure -> assertThat(failure.errorClass()).isEqualTo("OPERATION_CANCELED"));
        canceller.join();
    }
}
