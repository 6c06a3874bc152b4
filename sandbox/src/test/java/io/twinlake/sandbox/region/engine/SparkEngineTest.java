package io.twinlake.sandbox.region.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EngineFixture.Shared.class)
class SparkEngineTest {

    private final EngineFixture fixture;

    SparkEngineTest(EngineFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void answersAQueryWithoutATable() {
        ResultTable result = fixture.sql("SELECT 1 AS one, array('a', 'b') AS letters, TIMESTAMP '2024-01-01 00:00:00' AS at, :x AS x", new SqlParameter("x", "BIGINT", "12"));
        assertThat(result.rows()).containsExactly(List.of("1", "[\"a\",\"b\"]", "2024-01-01T00:00:00.000Z", "12"));
        System.out.println(result.columns());
    }

    @Test
    void writesAPath() {
        String p = "delta.`abfss://lake@westeuropelake.dfs.core.windows.net/x/y`";
        System.out.println(fixture.sql("CREATE TABLE " + p + " CLUSTER BY (id) AS SELECT id, 'n' || id AS name FROM range(10)"));
        System.out.println(fixture.sql("SELECT count(*) FROM " + p));
        System.out.println(fixture.sql("DESCRIBE HISTORY " + p));
        fixture.registry.addFunction("gold.f.twice", "x BIGINT", "BIGINT", "x * 2");
        fixture.registry.addFunction("gold.f.four", "x BIGINT", "BIGINT", "twice(f.twice(x))");
        System.out.println(fixture.sql("SELECT gold.f.twice(3)"));
        fixture.registry.addView("gold.v.names", "SELECT gold.f.four(id), name FROM " + p + " -- all", List.of(new Column("i", "bigint", "LONG", 0, true, null), new Column("n", "string", "STRING", 1, true, null)));
        fixture.registry.addView("gold.v.names2", "SELECT i + 1 as j, v.names.n FROM v.names ", List.of(new Column("j", "bigint", "LONG", 0, true, null), new Column("n", "string", "STRING", 1, true, null)));
        System.out.println(fixture.sql("SELECT * FROM gold.v.names2 WHERE gold.v.names2.j > 10"));
        System.out.println(fixture.sql("SELECT * FROM gold.information_schema.tables WHERE table_name like 'n%'"));
    }
}
