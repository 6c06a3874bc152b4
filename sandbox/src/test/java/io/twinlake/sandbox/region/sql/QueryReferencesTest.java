package io.twinlake.sandbox.region.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.ViewText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryReferencesTest {

    private static QueryReferences of(String query) {
        return QueryReferences.of(new ViewText(query, "gold", "api"));
    }

    private static List<String> tables(String query) {
        return of(query).tables().stream().map(TableName::fullName).toList();
    }

    @Test
    void completesShortNamesAndUnquotesLongOnes() {
        assertThat(tables("SELECT * FROM a JOIN s.b JOIN `c-1`.`s``2`.`T#é`"))
                .containsExactly("gold.api.a", "gold.s.b", "c-1.s`2.t#é");
    }

    @Test
    void findsTablesInSubqueriesAndUnionsOnceEach() {
        assertThat(tables("SELECT (SELECT max(x) FROM m) FROM a WHERE id IN (SELECT id FROM b UNION SELECT id FROM a)"))
                .containsExactlyInAnyOrder("gold.api.m", "gold.api.a", "gold.api.b");
    }

    @Test
    void leavesOutTheNamesOfItsOwnExpressions() {
        assertThat(tables("WITH c AS (SELECT * FROM a), d AS (SELECT * FROM C) SELECT * FROM d, other.c"))
                .containsExactlyInAnyOrder("gold.api.a", "gold.other.c");
    }

    @Test
    void takesANameForAnExpressionOnlyWhereThatIsSeen() {
        assertThat(tables("SELECT * FROM (WITH c AS (SELECT 1) SELECT * FROM c) JOIN c"))
                .containsExactly("gold.api.c");
        assertThat(tables("WITH c AS (SELECT * FROM c) SELECT * FROM c")).containsExactly("gold.api.c");
        assertThat(tables("WITH c AS (SELECT * FROM d), d AS (SELECT 1) SELECT * FROM c"))
                .containsExactly("gold.api.d");
        assertThat(tables("WITH c AS (SELECT 1) SELECT * FROM (SELECT * FROM c) WHERE EXISTS (SELECT * FROM c)"))
                .isEmpty();
        assertThat(tables("WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT * FROM c"))
                .isEmpty();
    }

    @Test
    void findsTablesBehindTheWordTableAndInIdentifiersOfALiteral() {
        assertThat(tables("TABLE a UNION SELECT * FROM IDENTIFIER('s.b')"))
                .containsExactlyInAnyOrder("gold.api.a", "gold.s.b");
        assertThat(tables("SELECT * FROM f(TABLE(a))")).containsExactly("gold.api.a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM IDENTIFIER('s.' || 'b')",
                "SELECT * FROM IDENTIFIER(:name)",
                "SELECT * FROM s.IDENTIFIER('b')",
                "SELECT IDENTIFIER('s.f')(1)",
                "SELECT * FROM table_changes('s.b', 0)"
            })
    void saysWhenANameIsNotKnown(String query) {
        assertThat(of(query).areKnown()).isFalse();
        assertThat(of("SELECT * FROM s.b").areKnown()).isTrue();
    }

    @Test
    void tellsPathsFromNames() {
        QueryReferences references = of("SELECT * FROM delta.`abfss://lake@x/y` JOIN parquet.`a.parquet` JOIN json.t");

        assertThat(references.paths()).containsExactly("abfss://lake@x/y", "a.parquet");
        assertThat(references.tables()).extracting(TableName::fullName).containsExactly("gold.json.t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO s.a SELECT * FROM s.b",
                "INSERT INTO s.a REPLACE WHERE id = 1 SELECT * FROM s.b",
                "INSERT OVERWRITE s.a TABLE s.b",
                "WITH c AS (SELECT * FROM s.b) INSERT INTO s.a SELECT * FROM c",
                "MERGE INTO s.a USING s.b ON a.id = b.id WHEN MATCHED THEN DELETE"
            })
    void tellsWhatIsWrittenFromWhatIsRead(String statement) {
        QueryReferences references = QueryReferences.ofStatement(new ViewText(statement, "gold", "api"));

        assertThat(references.targets()).extracting(TableName::fullName).containsExactly("gold.s.a");
        assertThat(references.tables()).extracting(TableName::fullName).containsExactly("gold.s.b");
    }

    @Test
    void isNotMisledByTextThatLooksLikeAName() {
        assertThat(tables("SELECT 'FROM x' AS `FROM y` -- FROM z\n FROM /* FROM w */ a"))
                .containsExactly("gold.api.a");
    }

    @Test
    void namesWhatIsCalled() {
        assertThat(of("SELECT fn.f(x), upper(y) FROM a, tf(1)").functions())
                .extracting(TableName::fullName)
                .contains("gold.fn.f", "gold.api.tf");
    }
}
