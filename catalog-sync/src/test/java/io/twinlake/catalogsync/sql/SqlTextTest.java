package io.twinlake.catalogsync.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.clients.databricks.sql.Literals;
import org.junit.jupiter.api.Test;

class SqlTextTest {
    @Test
    void rewritesQuotedTextsAndLeavesCommentsAndLayoutAlone() {
        String sql =
                "SELECT *  -- see 'abfss://a/'\nFROM delta.`abfss://a/t` /* 'abfss://a/' */ WHERE n = 'é abfss://a/'";

        String rewritten = new SqlTokens(sql).rewriteQuoted(text -> text.replace("abfss://a/", "abfss://b/"));

        assertThat(rewritten)
                .isEqualTo("SELECT *  -- see 'abfss://a/'\nFROM delta.`abfss://b/t` /* 'abfss://a/' */"
                        + " WHERE n = 'é abfss://b/'");
    }

    @Test
    void seesNamesPutTogetherAtRunTime() {
        assertThat(new SqlTokens("SELECT * FROM IDENTIFIER(:name)").namesAtRunTime())
                .isTrue();
        assertThat(new SqlTokens("SELECT * FROM identifier('a.b.c')").namesAtRunTime())
                .isFalse();
        assertThat(new SqlTokens("SELECT identifier FROM t").namesAtRunTime()).isFalse();
    }

    @Test
    void escapesWhatWouldEndALiteral() {
        assertThat(Literals.quote("it's a \\ path")).isEqualTo("'it\\'s a \\\\ path'");
    }
}
