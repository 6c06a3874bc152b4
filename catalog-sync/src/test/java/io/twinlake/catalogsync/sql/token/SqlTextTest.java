package io.twinlake.catalogsync.sql.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.clients.databricks.sql.Literals;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SqlTextTest {
    @Test
    void rewritesQuotedTextsAndLeavesCommentsAndLayoutAlone() {
        String sql =
                "SELECT *  -- see 'abfss://a/'\nFROM delta.`abfss://a/t` /* 'abfss://a/' */ WHERE n = 'é abfss://a/'";

        SqlTokens tokens = new SqlTokens(sql);
        String rewritten = tokens.with(tokens.quoted().stream()
                .collect(Collectors.toMap(
                        QuotedText::at, text -> text.with(text.content().replace("abfss://a/", "abfss://b/")))));

        assertThat(rewritten)
                .isEqualTo("SELECT *  -- see 'abfss://a/'\nFROM delta.`abfss://b/t` /* 'abfss://a/' */"
                        + " WHERE n = 'é abfss://b/'");
    }

    @Test
    void seesNamesPutTogetherAtRunTime() {
        assertThat(new SqlTokens("SELECT * FROM IDENTIFIER(:name)").namesAtRunTime())
                .contains(new Place(1, 15));
        assertThat(new SqlTokens("SELECT * FROM IDENTIFIER('a' || b)").namesAtRunTime())
                .contains(new Place(1, 15));
        assertThat(new SqlTokens("SELECT * FROM identifier('a.b.c')").namesAtRunTime())
                .isEmpty();
        assertThat(new SqlTokens("SELECT identifier FROM t").namesAtRunTime()).isEmpty();
    }

    @Test
    void escapesWhatWouldEndALiteral() {
        assertThat(Literals.quote("it's a \\ path")).isEqualTo("'it\\'s a \\\\ path'");
    }
}
