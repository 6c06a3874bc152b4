package io.twinlake.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final int COLUMNS = 80;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void cutsTheWidestColumnUntilTheTableFits() {
        page(false, COLUMNS).table(List.of("OBJECT", "WHY"), List.of(List.of("gold.tpch.lineitem", "x".repeat(200))));

        assertThat(text().lines()).hasSize(2).allMatch(line -> line.length() <= COLUMNS);
        assertThat(text()).contains("gold.tpch.lineitem  xxx").contains("…");
    }

    @Test
    void wrapsSentencesAtWords() {
        page(false, COLUMNS).line("word ".repeat(40).strip());

        assertThat(text().lines()).hasSizeGreaterThan(1).allMatch(line -> line.length() <= COLUMNS);
        assertThat(text().lines().skip(1)).allMatch(line -> line.startsWith("    word"));
    }

    @Test
    void leavesAWordThatIsTooLongWhole() {
        page(false, COLUMNS).line("x".repeat(100));

        assertThat(text()).isEqualTo("x".repeat(100) + System.lineSeparator());
    }

    @Test
    void usesNoEscapeSequencesWithoutColour() {
        page(false, COLUMNS).heading("Group gold");
        assertThat(text()).doesNotContain("\u001b");

        page(true, COLUMNS).heading("Group gold");
        assertThat(text()).contains("\u001b[1mGroup gold\u001b[0m");
    }

    @Test
    void neitherWrapsNorCutsWhatNoPersonReads() {
        page(false, Page.UNLIMITED).line("word ".repeat(40).strip());
        page(false, Page.UNLIMITED).table(List.of("OBJECT", "WHY"), List.of(List.of("gold", "x".repeat(200))));

        assertThat(text().lines()).hasSize(3).last().isEqualTo("gold    " + "x".repeat(200));
    }

    @Test
    void isAsWideAsTheTerminalAndWithoutOneUnlimited() {
        assertThat(caller(true, Map.of("COLUMNS", "132")).columns()).isEqualTo(132);
        assertThat(caller(true, Map.of()).columns()).isEqualTo(80);
        assertThat(caller(true, Map.of("COLUMNS", "wide")).columns()).isEqualTo(80);
        assertThat(caller(false, Map.of("COLUMNS", "132")).columns()).isEqualTo(Page.UNLIMITED);
    }

    private Caller caller(boolean terminal, Map<String, String> environment) {
        return new Caller(System.out, System.err, Path.of(""), environment, terminal);
    }

    private Page page(boolean colour, int columns) {
        return new Page(new PrintStream(bytes, true, StandardCharsets.UTF_8), colour, columns);
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
