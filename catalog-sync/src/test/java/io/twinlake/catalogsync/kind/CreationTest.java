package io.twinlake.catalogsync.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.catalogsync.column.ColumnSchema;
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

class CreationTest {
    private static final ObjectName NAME = ObjectName.of("gold", "s", "v 1");

    @Test
    void writesAViewWithItsColumnsCommentAndProperties() {
        View view = new View(
                "SELECT id FROM t",
                List.of(new ColumnDefinition("i`d", "string", true, "the id", ColumnSchema.read(null, "string"))),
                List.of(),
                ObjectName.of("gold", "other"));

        assertThat(view.creation(wanted(SecurableKind.VIEW, view), Map.of("k", "v"), true))
                .isEqualTo(new Creation.ByStatement(
                        "CREATE OR REPLACE VIEW `gold`.`s`.`v 1` (`i``d` COMMENT 'the id') COMMENT 'a comment'"
                                + " TBLPROPERTIES ('k' = 'v', 'team' = 'x') AS SELECT id FROM t",
                        ObjectName.of("gold", "other"),
                        Optional.empty()));
    }

    /** Which keeps its grants; comments on its columns it would not keep. */
    @Test
    void altersAViewThatHasNoCommentsOnItsColumns() {
        View view = new View(
                "SELECT id FROM t",
                List.of(new ColumnDefinition("id", "string", true, null, ColumnSchema.read(null, "string"))),
                List.of(),
                ObjectName.of("gold", "other"));

        assertThat(((Creation.ByStatement) view.creation(wanted(SecurableKind.VIEW, view), Map.of(), true))
                        .alteration())
                .contains("ALTER VIEW `gold`.`s`.`v 1` AS SELECT id FROM t");
    }

    @Test
    void writesAFunctionInSqlOneInPythonAndOneThatReturnsATable() {
        assertThat(statement(function("int", List.of(), "SQL", "x + 1"), false))
                .isEqualTo("CREATE FUNCTION `gold`.`s`.`v 1`(`x` int DEFAULT 1) RETURNS int COMMENT 'a comment'"
                        + " RETURN x + 1");
        assertThat(statement(function("int", List.of(), "PYTHON", "return x"), true))
                .startsWith("CREATE OR REPLACE FUNCTION ")
                .endsWith("RETURNS int LANGUAGE PYTHON COMMENT 'a comment' AS $$return x$$");
        List<ColumnDefinition> columns =
                List.of(new ColumnDefinition("a", "int", true, null, ColumnSchema.read(null, "int")));
        assertThat(statement(function(null, columns, "SQL", "SELECT 1 AS a"), true))
                .contains("RETURNS TABLE (`a` int)");
    }

    private static String statement(Function function, boolean exists) {
        Creation creation = function.creation(wanted(SecurableKind.FUNCTION, function), Map.of("not", "borne"), exists);
        return ((Creation.ByStatement) creation).sql();
    }

    private static Function function(String returns, List<ColumnDefinition> columns, String language, String text) {
        Function.Parameter x = new Function.Parameter("x", "int", "1", null);
        return new Function(List.of(x), returns, columns, language, false, text, List.of());
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
