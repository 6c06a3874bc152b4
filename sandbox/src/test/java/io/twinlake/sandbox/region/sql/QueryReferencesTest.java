package io.twinlake.sandbox.region.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.ViewText;
import java.util.List;
import org.junit.jupiter.api.Test;

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
