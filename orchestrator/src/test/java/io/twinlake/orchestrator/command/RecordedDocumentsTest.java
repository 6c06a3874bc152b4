package io.twinlake.orchestrator.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.twinlake.orchestrator.answer.DrillAnswer;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.drill.report.DrillReports;
import io.twinlake.orchestrator.installation.Components;
import io.twinlake.orchestrator.twin.TwinComponents;
import io.twinlake.orchestrator.twin.TwinFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The documents that scripts read, beside a recorded example of each: one command after the other on one group of twins. What changes from
 * run to run is told by a word, and a step that a procedure got since then is left out. {@code -Ddocuments.record=true} writes them anew, for
 * a change that is meant.
 */
class RecordedDocumentsTest {
    private static final Path RECORDED = Path.of("src", "test", "resources", "documents");
    private static final Pattern RUN = Pattern.compile("\\d{8}T\\d{9}-[0-9a-f]{4}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z");
    private static final Pattern HASH = Pattern.compile("\\b[0-9a-f]{64}\\b");
    private static final Pattern SECONDS = Pattern.compile("(?i)(\"\\w*seconds\" : )[\\d.E-]+");
    private static final Pattern STEPS = Pattern.compile("(\"steps\" : )\\d+");
    private static final Pattern AGE = Pattern.compile("\\b\\d+ (s|min) (old|ago)");
    private static final Pattern REQUESTS = Pattern.compile("\\b\\d+ requests?");
    private static final ObjectMapper PRETTY = new ObjectMapper();

    @TempDir
    Path folder;

    private Components components;

    @Test
    void areAsTheyWereRecorded() throws Exception {
        new TwinFolder(folder).holding("0-a", "1-b").configuration("{cron: \"0 0 3 1 1 ?\"}");
        components = TwinComponents.on(folder);

        is("status-never-synced", 0, "status");
        is("doctor", 6, "doctor");
        is("plan", 2, "plan");
        is("sync", 0, "sync");
        is("verify", 0, "verify");
        is("status", 0, "status");
        is("schedule", 0, "schedule", "list");
        is("runbooks", 0, "runbook", "list");
        is("runbook", 0, "runbook", "show", "planned-failover");
        is(
                "refused",
                6,
                "failover",
                "--mode",
                "forced",
                "--to",
                "northeurope",
                "--confirm",
                "northeurope",
                "--reason",
                "x");
        is("wrong-use", 64, "failover", "--mode", "sideways");
        is("dry-run", 0, "failover", "--mode", "planned", "--to", "northeurope", "--dry-run");
        is(
                "failover",
                0,
                "failover",
                "--mode",
                "planned",
                "--to",
                "northeurope",
                "--confirm",
                "northeurope",
                "--reason",
                "x");
        is("failback", 0, "failback", "--confirm", "westeurope", "--reason", "x");
        is(
                "forced-failover",
                0,
                "failover",
                "--mode",
                "forced",
                "--to",
                "northeurope",
                "--confirm",
                "northeurope",
                "--reason",
                "x",
                "--accept-data-loss",
                "unbounded");
        is("status-held", 0, "status");
        is("history", 0, "history");
        is("ledger-verify", 0, "ledger", "verify");
    }

    /** Twins have no Functions that a drill could look rows up in. */
    @Test
    void aDrillsIsAsItWasRecorded() throws Exception {
        isRecorded("drill", new DrillAnswer(DrillReports.whole()).document());
    }

    private void is(String name, int exit, String... words) throws Exception {
        String[] all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "-o";
        all[words.length + 1] = "json";
        CommandRun run = CommandRun.of(components, folder, all);
        isRecorded(name, Json.parse(run.out()));
        assertThat(run.exit()).as(name + ": " + run.err()).isEqualTo(exit);
    }

    private void isRecorded(String name, JsonNode document) throws Exception {
        Path file = RECORDED.resolve(name + ".json");
        if (Boolean.getBoolean("documents.record")) {
            Files.createDirectories(RECORDED);
            Files.writeString(file, settled(document));
        }
        String recorded = Files.readString(file);
        leaveOutNewSteps(document, recorded);
        assertThat(settled(document)).as(name).isEqualTo(recorded);
    }

    private static void leaveOutNewSteps(JsonNode document, String recorded) {
        if (document.path("steps") instanceof ArrayNode steps) {
            steps.removeIf(step -> !recorded.contains("\"step\" : " + step.path("step")));
        }
    }

    /** With a word for what is another at each run. */
    private String settled(JsonNode document) throws Exception {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        String text = PRETTY.writer(new DefaultPrettyPrinter()
                                .withObjectIndenter(lines)
                                .withArrayIndenter(lines))
                        .writeValueAsString(document)
                + "\n";
        text = text.replace(folder.toString(), "FOLDER");
        text = RUN.matcher(text).replaceAll("RUN");
        text = TIME.matcher(text).replaceAll("TIME");
        text = HASH.matcher(text).replaceAll("HASH");
        text = SECONDS.matcher(text).replaceAll("$1N");
        text = STEPS.matcher(text).replaceAll("$1N");
        text = AGE.matcher(text).replaceAll("N $1 $2");
        return REQUESTS.matcher(text).replaceAll("N requests");
    }
}
