package io.twinlake.catalogsync.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.catalogsync.sql.token.Place;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PinTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
            SELECT * FROM t VERSION AS OF 0                                              | VERSION AS OF 0 | 17
            SELECT * FROM t FOR SYSTEM_VERSION AS OF 3                                   | FOR SYSTEM_VERSION AS OF 3 | 17
            SELECT * FROM t TIMESTAMP AS OF '2026-01-01' AS x                            | TIMESTAMP AS OF '2026-01-01' | 17
            SELECT * FROM t timestamp as of current_date() - 1                           | timestamp as of current_date() - 1 | 17
            WITH q AS (SELECT * FROM t VERSION AS OF 1) SELECT * FROM q                  | VERSION AS OF 1 | 28
            SELECT a FROM t WHERE a IN (SELECT b FROM u VERSION AS OF 2)                 | VERSION AS OF 2 | 45
            SELECT * FROM t JOIN u VERSION AS OF 4 USING (id)                            | VERSION AS OF 4 | 24
            1 + (SELECT max(a) FROM t VERSION AS OF 5)                                   | VERSION AS OF 5 | 27
            SELECT * FROM t@v1                                                           | @v1 | 16
            SELECT * FROM gold.s.t@20260101000000000 x                                   | @20260101000000000 | 23
            SELECT * FROM delta.`abfss://a@b/t@v12`                                      | delta.`abfss://a@b/t@v12` | 15
            SELECT * FROM t WITH ('versionAsOf' = 1)                                     | 'versionAsOf' = 1 | 23
            SELECT * FROM table_changes('gold.s.t', 2)                                   | table_changes | 15
            """)
    void findsWhereATextReadsAVersion(String sql, String text, int column) {
        assertThat(Pin.in(sql)).contains(new Pin(text, new Place(1, column)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'FROM t VERSION AS OF 1', \"t@v1\" FROM t -- VERSION AS OF 1",
                "SELECT version AS of FROM t /* t@v1 */",
                "SELECT version AS `of`, timestamp AS of, 1 FROM t",
                "SELECT `VERSION AS OF 1` FROM t",
                "SELECT table_changes FROM t",
                "SELECT timestamp '2026-01-01' AS of"
            })
    void isNotDeceived(String sql) {
        assertThat(Pin.in(sql)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = "SELECT *\n  -- first\n  FROM t VERSION AS OF 1")
    void countsLinesFromOne(String sql) {
        assertThat(Pin.in(sql).orElseThrow().place()).hasToString("line 3, column 10");
    }
}
