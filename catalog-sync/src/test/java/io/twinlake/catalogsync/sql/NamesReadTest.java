package io.twinlake.catalogsync.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.name.ObjectName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesReadTest {
    private static final ObjectName SCHEMA = ObjectName.of("gold", "s");

    @Test
    void findsTablesInJoinsSubqueriesAndUnions() {
        assertThat(read("SELECT * FROM a.b.c x JOIN d.e ON x.i = e.i WHERE EXISTS (SELECT 1 FROM f)"
                        + " UNION ALL SELECT * FROM a.b.g"))
                .containsExactly("a.b.c", "a.b.g", "gold.d.e", "gold.s.f");
    }

    @Test
    void leavesOutNamedQueriesAndPaths() {
        assertThat(read("WITH q AS (SELECT * FROM t) SELECT * FROM q, delta.`abfss://lake@a/t`"))
                .containsExactly("gold.s.t");
    }

    /** A part of a query is not seen in itself: there the name is a table's. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            WITH t AS (SELECT * FROM t) SELECT * FROM t                                  | gold.s.t
            WITH a AS (SELECT 1), b AS (SELECT * FROM a) SELECT * FROM b                 | ''
            WITH b AS (SELECT * FROM a), a AS (SELECT 1) SELECT * FROM b                 | gold.s.a
            WITH RECURSIVE r AS (SELECT 1 n UNION ALL SELECT n + 1 FROM r) SELECT * FROM r | ''
            SELECT * FROM (WITH t AS (SELECT 1) SELECT * FROM t) x JOIN t ON true        | gold.s.t
            WITH t AS (SELECT 1) SELECT * FROM u WHERE EXISTS (SELECT 1 FROM T)          | gold.s.u
            WITH t AS (SELECT 1) SELECT * FROM s.t                                       | gold.s.t
            TABLE t                                                                      | gold.s.t
            SELECT * FROM IDENTIFIER('s.t')                                              | gold.s.t
            SELECT * FROM a JOIN b USING (id), LATERAL (SELECT * FROM c WHERE c.i = a.i) | gold.s.a gold.s.b gold.s.c
            SELECT sum(x) OVER w FROM t WINDOW w AS (ORDER BY x)                         | gold.s.t
            SELECT 'FROM no', "JOIN no", `FROM` FROM t -- FROM no                        | gold.s.t
            x + (SELECT max(v) FROM t)                                                   | gold.s.t
            """)
    void looksForNamesWhereTheLanguageShowsThem(String sql, String tables) {
        assertThat(String.join(" ", read(sql))).isEqualTo(tables);
    }

    @Test
    void findsTheFunctionsThatAreCalled() {
        assertThat(NamesRead.in("s.f(x) + upper('g(y)') + (SELECT max(i) FROM gold.s.tf(1))", SCHEMA)
                        .orElseThrow()
                        .functions())
                .extracting(ObjectName::toString)
                .containsExactly("gold.s.f", "gold.s.max", "gold.s.tf", "gold.s.upper");
    }

    @Test
    void readsOddNamesAsThePlatformKeepsThem() {
        assertThat(read("SELECT * FROM gold.s.`Odd-name é#1`")).containsExactly("gold.s.odd-name é#1");
    }

    @Test
    void readsLambdasAndQualify() {
        assertThat(read("SELECT transform(a, x -> x + 1), row_number() OVER (ORDER BY b) r FROM t"))
                .containsExactly("gold.s.t");
    }

    @Test
    void doesNotPretendToUnderstandWhatIsNoQuery() {
        assertThat(NamesRead.in("SELECT FROM WHERE (", SCHEMA)).isEmpty();
    }

    private static List<String> read(String sql) {
        return NamesRead.in(sql, SCHEMA).orElseThrow().tables().stream()
                .map(ObjectName::toString)
                .toList();
    }
}
