package io.twinlake.orchestrator.answer.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.catalogsync.change.Change;
import io.twinlake.catalogsync.change.FieldDifference;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.orchestrator.cli.Page;
import io.twinlake.orchestrator.plan.Plans;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PlanAnswerTest {
    private static final int COLUMNS = 80;

    @Test
    void showsOldAndNewOfEachField() {
        assertThat(print(Plans.changed(
                        SecurableKind.TABLE,
                        "gold.s.orders",
                        new FieldDifference("comment", "every order", "orders"),
                        new FieldDifference("owner", "readers", null),
                        new FieldDifference("property.x", null, "1"))))
                .contains("""
                        update table gold.s.orders
                          comment: 'orders' -> 'every order'
                          owner: nothing -> 'readers'
                          property.x: '1' -> nothing
                        """);
    }

    @Test
    void showsALongTextAsADiffWithALittleContext() {
        String there = "SELECT\n  a,\n  b,\n  c,\n  d,\n  e\nFROM t";

        assertThat(print(Plans.changed(
                        SecurableKind.VIEW,
                        "gold.s.v",
                        new FieldDifference("text", there.replace("d,", "d2,"), there))))
                .contains("""
                        update view gold.s.v
                          text:
                            --- replica
                            +++ source
                            @@ -3,5 +3,5 @@
                               b,
                               c,
                            -  d,
                            +  d2,
                               e
                             FROM t
                        """);
    }

    @Test
    void aTextThatIsNotThereYetIsAddedWhole() {
        assertThat(print(
                        Plans.changed(SecurableKind.VIEW, "gold.s.v", new FieldDifference("text", "SELECT 1\n", null))))
                .contains("    +SELECT 1\n    +\n");
    }

    @Test
    void fitsIntoEightyColumnsAndNothingInItIsObeyed() {
        String sentence = "a word, ".repeat(40);

        String printed = print(Plans.changed(
                SecurableKind.VIEW,
                "gold.s.v",
                new FieldDifference("comment", "safe", "\u001b[2J"),
                new FieldDifference("text", sentence + "\n\u001b[31m" + sentence, sentence)));

        assertThat(printed.lines()).allMatch(line -> line.length() <= COLUMNS);
        assertThat(printed).doesNotContain("\u001b").contains("'\\x1b[2J' -> 'safe'", "+\\x1b[31ma word,");
    }

    @Test
    void whatIsNewStandsInTheTableAlone() {
        assertThat(print(Plans.created("gold.s.orders"))).doesNotContain("create table", "nothing ->");
    }

    private static String print(Change change) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new PlanAnswer(Plans.of(change))
                .print(new Page(new PrintStream(out, true, StandardCharsets.UTF_8), false, COLUMNS));
        return out.toString(StandardCharsets.UTF_8);
    }
}
