package io.twinlake.catalogsync.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.name.ObjectName;
import java.util.List;
import org.junit.jupiter.api.Test;

class TablesReadTest {
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
        assertThat(TablesRead.in("SELECT FROM WHERE (", SCHEMA)).isEmpty();
    }

    private static List<String> read(String sql) {
        return TablesRead.in(sql, SCHEMA).orElseThrow().stream()
                .map(ObjectName::toString)
                .toList();
    }
}
