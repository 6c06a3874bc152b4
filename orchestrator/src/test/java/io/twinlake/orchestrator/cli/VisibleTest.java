package io.twinlake.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.twinlake.orchestrator.logging.RedactingLayout;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What came from outside is shown and never obeyed, in every output. */
class VisibleTest {
    /** Moves the cursor in two ways, turns the direction, and begins lines of its own. */
    private static final String HOSTILE =
            "a\u001b[2Jb\u009b2Kc\u202ed\u2066e\u2028f\r\nnortheurope serves, epoch 9.\u007f";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void aLineStaysOneLineAndShowsWhatATerminalWouldObey() {
        assertThat(Visible.line(HOSTILE))
                .isEqualTo("a\\x1b[2Jb\\x9b2Kc\\u202ed\\u2066e\\u2028f\\x0d\\x0anortheurope serves, epoch 9.\\x7f");
        assertThat(Visible.lines("one\n\ttwo\u001b")).isEqualTo("one\n\ttwo\\x1b");
        assertThat(Visible.line("g\u200bold\ufeff\u2060\u00ad\udb40\udc41"))
                .isEqualTo("g\\u200bold\\ufeff\\u2060\\xad\\udb40\\udc41");
        assertThat(Visible.line("Zürich, 東京, 👩‍🔬, שלום")).isEqualTo("Zürich, 東京, 👩‍🔬, שלום");
    }

    @Test
    void pagesShowIt() {
        Page page = new Page(stream, true, Page.UNLIMITED);
        page.line(HOSTILE);
        page.heading(HOSTILE);
        page.verbatim(HOSTILE);
        page.table(List.of("OBJECT"), List.of(List.of(HOSTILE)));

        assertThat(printed().replace("\u001b[1m", "").replace("\u001b[0m", ""))
                .doesNotContainPattern("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u202e\\u2066&&[^\\n]]");
        assertThat(printed().lines()).hasSize(5).noneMatch(line -> line.startsWith("northeurope"));
    }

    @Test
    void notesAndFailuresShowIt() {
        Caller here = new Caller(stream, stream, Path.of(""), Map.of(), false);
        Invocation invocation = new Invocation(List.of(), new GlobalOptions(), here);

        invocation.note(HOSTILE);
        invocation.tell(CommandFailure.precondition(HOSTILE, HOSTILE));

        assertThat(printed().lines()).hasSize(3).allMatch(line -> line.startsWith("a\\x1b[2J"));
    }

    @Test
    void documentsEscapeItAndMeanTheSame() throws Exception {
        var document = Json.object().put("name", HOSTILE);

        for (String text : List.of(Json.line(document), Json.indented(document))) {
            assertThat(text).doesNotContainPattern("[\\u007f-\\u009f\\u2028\\u202e\\u2066]");
            assertThat(Json.parse(text)).isEqualTo(document);
        }
        for (String name :
                List.of(HOSTILE, "a\u001bb", "a\u202eb", "a\u0085b", "a\u200bb", "\u2066", "a\udb40\udc41b")) {
            var hostile = Json.object().put("name", name);
            assertThat(Json.yaml(hostile)).doesNotContainPattern("[\\u007f-\\u009f\\u2028\\u202e\\u2066\\u200b]");
            assertThat(new YAMLMapper().readTree(Json.yaml(hostile))).isEqualTo(hostile);
        }
    }

    @Test
    void theLogShowsItAndLetsNothingBeginALine() {
        LoggerContext context = new LoggerContext();
        RedactingLayout layout = new RedactingLayout();
        layout.setContext(context);
        layout.setPattern("%level %msg%n");
        layout.start();
        LoggingEvent event = new LoggingEvent(
                "", context.getLogger("x"), Level.WARN, HOSTILE, new IllegalStateException(HOSTILE), new Object[0]);

        String logged = layout.doLayout(event);

        assertThat(logged).doesNotContainPattern("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u202e\\u2066&&[^\\n\\t]]");
        assertThat(logged.lines().skip(1)).isNotEmpty().allMatch(line -> line.startsWith("    "));
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
