package io.twinlake.catalogsync.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.catalogsync.column.ColumnSchema;
import io.twinlake.catalogsync.kind.text.CapturedSettings;
import io.twinlake.catalogsync.kind.text.ViewOutput;
import io.twinlake.catalogsync.securable.Access;
import io.twinlake.catalogsync.securable.ColumnDefinition;
import io.twinlake.catalogsync.securable.Creation;
import io.twinlake.catalogsync.securable.Definition;
import io.twinlake.catalogsync.securable.Description;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreationTest {
    private static final ObjectName NAME = ObjectName.of("gold", "s", "v 1");

    @Test
    void writesAViewWithItsColumnsCommentAndProperties() {
        View view = view("SELECT id FROM t", output(List.of(column("i`d", "the id")), List.of("id"), null));

        assertThat(view.creation(wanted(SecurableKind.VIEW, view), Map.of("k", "v"), true))
                .isEqualTo(new Creation.ByStatement(
                        "CREATE OR REPLACE VIEW `gold`.`s`.`v 1` (`i``d` COMMENT 'the id') COMMENT 'a comment'"
                                + " TBLPROPERTIES ('k' = 'v', 'team' = 'x') AS SELECT id FROM t",
                        ObjectName.of("gold", "other"),
                        Optional.empty()));
    }

    /** Which keeps its grants; a list of columns it would not keep. */
    @Test
    void altersAViewWhoseQueryNamesItsColumns() {
        View view = view("SELECT id FROM t", output(List.of(column("id", null)), List.of("id"), null));

        assertThat(statement(view))
                .endsWith("VIEW `gold`.`s`.`v 1` COMMENT 'a comment' TBLPROPERTIES ('team' = 'x')"
                        + " AS SELECT id FROM t");
        assertThat(((Creation.ByStatement) view.creation(wanted(SecurableKind.VIEW, view), Map.of(), true))
                        .alteration())
                .contains("ALTER VIEW `gold`.`s`.`v 1` AS SELECT id FROM t");
    }

    @Test
    void listsTheColumnsOfAViewThatNamesThemOtherwiseThanItsQuery() {
        View view = view("SELECT * FROM t", output(List.of(column("k", null)), List.of("id"), null));

        assertThat(statement(view)).contains("`v 1` (`k`) COMMENT").endsWith(" AS SELECT * FROM t");
    }

    @Test
    void picksColumnsByTheirNamesInTheQueryAndListsNone() {
        List<ColumnDefinition> columns = List.of(column("a", null), column("b`c", null));
        View view = view(
                "SELECT * FROM t -- all",
                output(columns, List.of("a", "b`c"), null).picking());

        assertThat(statement(view))
                .endsWith("TBLPROPERTIES ('team' = 'x') AS SELECT `a`, `b``c` FROM (\nSELECT * FROM t -- all\n)");
    }

    @Test
    void saysHowAViewFollowsWhatItReads() {
        List<ColumnDefinition> columns = List.of(column("id", "the id"));

        assertThat(statement(view("SELECT * FROM t", output(columns, List.of("id"), "EVOLUTION"))))
                .contains("`v 1` COMMENT")
                .endsWith(" WITH SCHEMA EVOLUTION AS SELECT * FROM t");
        assertThat(statement(view("SELECT id FROM t", output(columns, List.of("id"), "BINDING"))))
                .contains(" (`id` COMMENT 'the id') ")
                .endsWith(" WITH SCHEMA BINDING AS SELECT id FROM t");
    }

    private static View view(String text, ViewOutput output) {
        return new View(text, output, List.of(), ObjectName.of("gold", "other"), false, CapturedSettings.NONE);
    }

    private static ViewOutput output(List<ColumnDefinition> columns, List<String> ofQuery, String mode) {
        return new ViewOutput(columns, ofQuery, false, mode);
    }

    private static ColumnDefinition column(String name, String comment) {
        return new ColumnDefinition(name, "string", true, comment, ColumnSchema.read(null, "string"));
    }

    private static String statement(View view) {
        return ((Creation.ByStatement) view.creation(wanted(SecurableKind.VIEW, view), Map.of(), false)).sql();
    }

    @Test
    void writesAFunctionInSqlOneInPythonAndOneThatReturnsATable() {
        assertThat(statement(function("int", List.of(), "SQL", "x + 1"), false))
                .isEqualTo("CREATE FUNCTION `gold`.`s`.`v 1`(`x` int DEFAULT 1) RETURNS int NOT DETERMINISTIC"
                        + " COMMENT 'a comment' RETURN x + 1");
        assertThat(statement(function("int", List.of(), "PYTHON", "return x"), true))
                .startsWith("CREATE OR REPLACE FUNCTION ")
                .endsWith("RETURNS int LANGUAGE PYTHON NOT DETERMINISTIC COMMENT 'a comment' AS $$return x$$");
        List<ColumnDefinition> columns =
                List.of(new ColumnDefinition("a", "int", true, null, ColumnSchema.read(null, "int")));
        assertThat(statement(function(null, columns, "SQL", "SELECT 1 AS a"), true))
                .contains("RETURNS TABLE (`a` int)");
    }

    /** Indentation is part of a program in Python, and what would end the body may stand in it. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
            "\n  def f():\n    return 1\n\n  return f()\n" | $$
            "return '$$'"                                | $body1$
            "return '$$ $body1$'"                        | $body2$
            "return s + '$"                              | $body1$
            """)
    void keepsTheBodyInPythonByteForByte(String body, String quote) {
        assertThat(statement(function("int", List.of(), "PYTHON", body), false))
                .endsWith(" AS " + quote + body + quote);
    }

    /** Of the body as it stands: the platform would take a function that does not say so for what its body looks like. */
    @Test
    void saysWhetherAFunctionIsDeterministic() {
        Function.Parameter x = new Function.Parameter("x", "int", null, null);
        Function deterministic =
                new Function(List.of(x), "int", List.of(), "SQL", true, "x", List.of(), CapturedSettings.NONE);

        assertThat(statement(deterministic, false)).contains(" RETURNS int DETERMINISTIC ");
    }

    @Test
    void replacesOnlyAFunctionOfItsSignature() {
        Function one = function("int", List.of(), "SQL", "x");
        Function text = new Function(
                List.of(new Function.Parameter("x", "string", null, null)),
                "int",
                List.of(),
                "SQL",
                false,
                "x",
                List.of(),
                CapturedSettings.NONE);
        Function renamed = new Function(
                List.of(new Function.Parameter("y", "INT", null, "renamed")),
                "string",
                List.of(),
                "SQL",
                true,
                "y",
                List.of(),
                CapturedSettings.NONE);

        assertThat(one.replaces(text)).isFalse();
        assertThat(one.replaces(renamed)).isTrue();
    }

    private static String statement(Function function, boolean exists) {
        Creation creation = function.creation(wanted(SecurableKind.FUNCTION, function), Map.of("not", "borne"), exists);
        return ((Creation.ByStatement) creation).sql();
    }

    private static Function function(String returns, List<ColumnDefinition> columns, String language, String text) {
        Function.Parameter x = new Function.Parameter("x", "int", "1", null);
        return new Function(List.of(x), returns, columns, language, false, text, List.of(), CapturedSettings.NONE);
    }

    private static Securable wanted(SecurableKind kind, Definition definition) {
        return new Securable(
                new SecurableKey(kind, NAME),
                "id",
                null,
                Access.unread(null),
                new Description("a comment", new TreeMap<>(kind.bearsMarker() ? Map.of("team", "x") : Map.of())),
                definition,
                null,
                null);
    }
}
