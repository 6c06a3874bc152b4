package io.twinlake.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void cutsTheWidestColumnUntilTheTableFits() {
        page(false).table(List.of("OBJECT", "WHY"), List.of(List.of("gold.tpch.lineitem", "x".repeat(200))));

        assertThat(text().lines()).hasSize(2).allMatch(line -> line.length() <= Page.WIDTH);
        assertThat(text()).contains("gold.tpch.lineitem  xxx").contains("…");
    }

    @Test
    void wrapsSentencesAtWords() {
        page(false).line("word ".repeat(40).strip());

        assertThat(text().lines()).hasSizeGreaterThan(1).allMatch(line -> line.length() <= Page.WIDTH);
        assertThat(text().lines().skip(1)).allMatch(line -> line.startsWith("    word"));
    }

    @Test
    void leavesAWordThatIsTooLongWhole() {
        page(false).line("x".repeat(100));

        assertThat(text()).isEqualTo("x".repeat(100) + System.lineSeparator());
    }

    @Test
    void usesNoEscapeSequencesWithoutColour() {
        page(false).heading("Group gold");
        assertThat(text()).doesNotContain("\u001b");

        page(true).heading("Group gold");
        assertThat(text()).contains("\u001b[1mGroup gold\u001b[0m");
    }

    private Page page(boolean colour) {
        return new Page(new PrintStream(bytes, true, StandardCharsets.UTF_8), colour);
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
