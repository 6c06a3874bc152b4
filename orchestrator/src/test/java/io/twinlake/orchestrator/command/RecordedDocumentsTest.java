package io.twinlake.orchestrator.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.orchestrator.answer.DrillAnswer;
import io.twinlake.orchestrator.cli.GlobalOptions;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.command.shared.Context;
import io.twinlake.orchestrator.drill.report.DrillReports;
import io.twinlake.orchestrator.installation.Components;
import io.twinlake.orchestrator.twin.TwinComponents;
import io.twinlake.orchestrator.twin.TwinFolder;
import io.twinlake.runbooks.RunbookKind;
import io.twinlake.runbooks.yaml.Procedures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The documents that scripts read, beside a recorded example of each: one command after the other on one group of twins, and at the end every
 * command that none of these was. What changes from run to run is told by a word; a step that a procedure got since then is left out, and of a
 * list of rights all but one, for {@code NeededRightsTest} reads them. {@code -Ddocuments.record=true} writes them anew, for a change that is meant.
 */
class RecordedDocumentsTest {
    private static final Path RECORDED = Path.of("src", "test", "resources", "documents");
    private static final Pattern RUN = Pattern.compile("\\d{8}T\\d{9}-[0-9a-f]{4}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z");
    private static final Pattern HASH = Pattern.compile("\\b[0-9a-f]{64}\\b");
    private static final Pattern SECONDS = Pattern.compile("(?i)(\"\\w*seconds\" : )[\\d.E-]+");
    private static final Pattern STEPS = Pattern.compile("(\"steps\" : )\\d+");
    /** A runbook's page, which {@code ProceduresTest} reads. */
    private static final Pattern PAGE = Pattern.compile("(\"page\" : \")[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"");

    private static final Pattern AGE = Pattern.compile("\\b\\d+ (s|min) (old|ago)");
    private static final Pattern REQUESTS = Pattern.compile("\\b\\d+ requests?");
    private static final ObjectMapper PRETTY = new ObjectMapper();

    /** Commands that need an argument, a storage or somebody who serves, or that print no document: other tests tell what they answer. */
    private static final Set<String> OF_OTHER_TESTS = Set.of(
            "completion",
            "config schema",
            "drill",
            "ledger copies",
            "ledger rebuild",
            "ledger restore",
            "runbook validate",
            "schedule pause",
            "schedule resume",
            "schedule run-now",
            "serve");

    @TempDir
    Path folder;

    private final Set<String> recorded = new TreeSet<>();
    private final Set<String> run = new TreeSet<>(OF_OTHER_TESTS);
    private Components components;

    @Test
    void areAsTheyWereRecorded() throws Exception {
        new TwinFolder(folder).holding("0-a", "1-b").configuration("{cron: \"0 0 3 1 1 ?\"}");
        components = TwinComponents.on(folder);

        is("status-never-synced", 0, "status");
        is("doctor", 6, "doctor");
        is("permissions", 6, "permissions");
        is("plan", 2, "plan");
        is("sync", 0, "sync");
        is("verify", 0, "verify");
        is("diff", 0, "diff", "gold.s.0-a");
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
        // Twins have no Functions that a drill could look rows up in.
        isRecorded("drill", new DrillAnswer(DrillReports.whole()).document());
        for (String command : commands()) {
            if (!run.contains(command)) {
                is(command.replace(' ', '-'), 0, command.split(" ", -1));
            }
        }

        assertThat(examples())
                .as("examples, each with the command that gives it")
                .isEqualTo(recorded);
    }

    /** Those that do something: a command that only gathers others is none. */
    private static Set<String> commands() {
        CommandLine program =
                new CommandLine(new TwinlakeCommand(new GlobalOptions()), new ContextFactory(mock(Context.class)));
        Set<String> commands = new TreeSet<>();
        Deque<CommandLine> left = new ArrayDeque<>(program.getSubcommands().values());
        while (!left.isEmpty()) {
            CommandLine command = left.pop();
            left.addAll(command.getSubcommands().values());
            if (command.getSubcommands().isEmpty()) {
                commands.add(command.getCommandSpec().qualifiedName().replaceFirst("^twinlake ", ""));
            }
        }
        return commands;
    }

    private static Set<String> examples() throws IOException {
        try (Stream<Path> files = Files.list(RECORDED)) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private void is(String name, int exit, String... words) throws Exception {
        String[] all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "-o";
        all[words.length + 1] = "json";
        CommandRun answered = CommandRun.of(components, folder, all);
        run.add(words[0]);
        run.add(words[0] + " " + words[Math.min(1, words.length - 1)]);
        isRecorded(name, Json.parse(answered.out()));
        assertThat(answered.exit()).as(name + ": " + answered.err()).isEqualTo(exit);
    }

    private void isRecorded(String name, JsonNode document) throws Exception {
        recorded.add(name);
        leaveOutRights(document);
        Path file = RECORDED.resolve(name + ".json");
        if (Boolean.getBoolean("documents.record")) {
            Files.createDirectories(RECORDED);
            Files.writeString(file, settled(document));
        }
        assertThat(file)
                .as("an example of %s, which -Ddocuments.record=true writes", name)
                .exists();
        String example = Files.readString(file);
        leaveOutNewSteps(document, example);
        assertThat(settled(document)).as(name).isEqualTo(example);
    }

    /** Those that a procedure has got since; a step that no procedure has is told as any other difference. */
    private static void leaveOutNewSteps(JsonNode document, String example) {
        if (document.path("steps") instanceof ArrayNode steps) {
            steps.removeIf(step -> !example.contains("\"step\" : " + step.path("step")) && isOfAProcedure(step));
        }
    }

    /** All but one of each list, and what that one is on: a right that Twinlake needs besides changes no example. */
    private static void leaveOutRights(JsonNode document) {
        for (JsonNode grants : document.path("regions").findValues("grants")) {
            ArrayNode rights = (ArrayNode) grants;
            while (rights.size() > 1) {
                rights.remove(1);
            }
            rights.forEach(
                    right -> ((ObjectNode) right).put("statement", "STATEMENT").put("reason", "REASON"));
        }
    }

    private static boolean isOfAProcedure(JsonNode step) {
        return Arrays.stream(RunbookKind.values())
                .flatMap(kind -> Procedures.of(kind).steps().stream())
                .anyMatch(known -> known.name().equals(step.path("step").asText()));
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
        text = PAGE.matcher(text).replaceAll("$1PAGE\"");
        text = AGE.matcher(text).replaceAll("N $1 $2");
        return REQUESTS.matcher(text).replaceAll("N requests");
    }
}
