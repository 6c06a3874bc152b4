package io.twinlake.catalogsync.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.catalogsync.securable.ColumnDefinition;
import io.twinlake.catalogsync.securable.Definition;
import io.twinlake.clients.databricks.Literals;
import io.twinlake.config.ObjectName;
import java.util.List;
import java.util.Map;
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

    @Test
    void writesAViewWithItsColumnsCommentAndProperties() {
        Definition.View view = new Definition.View(
                "SELECT id FROM t",
                List.of(new ColumnDefinition("i`d", "string", true, "the id")),
                List.of(),
                ObjectName.of("gold", "s"));

        assertThat(CreateView.sql(ObjectName.of("gold", "s", "v 1"), view, "a view", Map.of("k", "v"), true))
                .isEqualTo("CREATE OR REPLACE VIEW `gold`.`s`.`v 1` (`i``d` COMMENT 'the id') COMMENT 'a view'"
                        + " TBLPROPERTIES ('k' = 'v') AS SELECT id FROM t");
    }

    @Test
    void writesAFunctionInSqlOneInPythonAndOneThatReturnsATable() {
        Definition.Function.Parameter x = new Definition.Function.Parameter("x", "int", "1", null);
        ObjectName name = ObjectName.of("gold", "s", "f");

        assertThat(CreateFunction.sql(name, function(x, "int", List.of(), "SQL", "x + 1"), "c", false))
                .isEqualTo(
                        "CREATE FUNCTION `gold`.`s`.`f`(`x` int DEFAULT 1) RETURNS int COMMENT 'c'" + " RETURN x + 1");
        assertThat(CreateFunction.sql(name, function(x, "int", List.of(), "PYTHON", "return x"), "c", true))
                .endsWith("RETURNS int LANGUAGE PYTHON COMMENT 'c' AS $$return x$$");
        List<ColumnDefinition> columns = List.of(new ColumnDefinition("a", "int", true, null));
        assertThat(CreateFunction.sql(name, function(x, null, columns, "SQL", "SELECT 1 AS a"), "c", true))
                .contains("RETURNS TABLE (`a` int)");
    }

    private static Definition.Function function(
            Definition.Function.Parameter parameter,
            String returns,
            List<ColumnDefinition> columns,
            String language,
            String text) {
        return new Definition.Function(List.of(parameter), returns, columns, language, false, text, List.of());
    }
}
