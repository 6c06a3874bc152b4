package io.twinlake.orchestrator.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.yaml.ConfigurationFile;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.state.Intent;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.faults.oracle.Evidence;
import io.twinlake.orchestrator.faults.oracle.Evidence.Command;
import io.twinlake.orchestrator.faults.oracle.Evidence.Served;
import io.twinlake.orchestrator.twin.CommandProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A machine on which the product's commands run, at their most talkative; all that they print and keep is evidence. */
record Host(Class<?> main, Path folder, Evidence evidence) {
    private static final int LOOK_BACK = 200;
    private static final Pattern SECRET =
            Pattern.compile("(?m)^\\s*.*?(?:[sS]ecret|[kK]ey|token|password): *\"?([^\\s\"}]{8,})");

    /** A command that has ended. */
    record Ended(int exit, String out, String err, @Nullable JsonNode document) {
        @Override
        public String toString() {
            return exit + " " + out + " "
                    + err.lines().filter(line -> !line.contains(" DEBUG ")).toList();
        }
    }

    CommandProcess start(String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        line.addAll(List.of("-o", "json", "-v", "-v"));
        return CommandProcess.start(main, folder, line.toArray(String[]::new));
    }

    Ended run(String... words) throws InterruptedException {
        Instant begun = Instant.now();
        try (CommandProcess command = start(words)) {
            return ended(command, begun, words);
        }
    }

    /** Waits for a command's end and keeps what it told. */
    Ended ended(CommandProcess command, Instant begun, String... words) throws InterruptedException {
        int exit = command.exitCode();
        Ended ended = new Ended(exit, command.out(), command.err(), document(command.out()));
        evidence.ended(new Command(String.join(" ", words), begun, Instant.now(), exit, ended.document()));
        return ended;
    }

    private static @Nullable JsonNode document(String out) {
        try {
            return out.isBlank() ? null : Json.parse(out);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** Reads everything that was printed and kept, also by commands that were killed, while none runs. */
    void keepWhatIsToBeRead() throws IOException {
        evidence.secrets(secrets());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (!name.equals("twinlake.yml") && Files.size(file) < 50_000_000) {
                    evidence.text(name, Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        TwinlakeConfig config = config();
        FailoverGroup group = config.groups().values().iterator().next();
        try (JdbcLedger ledger = JdbcLedger.open(config.ledger(), Clock.systemUTC())) {
            Map<String, String> results = new LinkedHashMap<>();
            List<String> open = new ArrayList<>();
            for (Run run : ledger.runs().history(List.of(group.name()), LOOK_BACK)) {
                results.put(run.id().value(), run.result().name());
                if (run.result() == RunResult.RUNNING) {
                    open.add("run " + run.id() + " is " + run.kind() + " RUNNING");
                }
            }
            for (Intent intent : ledger.intents().open(group.name())) {
                open.add("an intent is open: " + intent);
            }
            evidence.ledger(results, open, ledger.audit().firstBroken().isEmpty());
            EpochState now = ledger.epochs().current(group.name(), group.home());
            evidence.served(new Served(
                    "the ledger of " + folder.getFileName(),
                    now.epoch().number(),
                    now.effectivePrimary().value()));
            evidence.text("the ledger", script(ledger));
        }
    }

    /** Every row of the ledger as text: the file itself may be compressed, and a server's are elsewhere. */
    private static String script(JdbcLedger ledger) {
        StringBuilder rows = new StringBuilder();
        try (Connection connection = ledger.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            boolean isFile = connection.getMetaData().getDatabaseProductName().equals("H2");
            for (String query : isFile ? List.of("SCRIPT NOPASSWORDS") : tables(statement)) {
                try (ResultSet lines = statement.executeQuery(query)) {
                    while (lines.next()) {
                        rows.append(lines.getString(1)).append('\n');
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return rows.toString();
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> queries = new ArrayList<>();
        try (ResultSet names = statement.executeQuery("SELECT quote_ident(table_name) FROM information_schema.tables"
                + " WHERE table_schema = current_schema()")) {
            while (names.next()) {
                String table = names.getString(1);
                queries.add("SELECT CAST(" + table + " AS TEXT) FROM " + table);
            }
        }
        return queries;
    }

    /** Whatever the configuration holds that nobody else may see. */
    private Set<String> secrets() throws IOException {
        Set<String> secrets = new LinkedHashSet<>();
        Matcher found = SECRET.matcher(Files.readString(folder.resolve("twinlake.yml")));
        while (found.find()) {
            secrets.add(found.group(1));
        }
        return secrets;
    }

    TwinlakeConfig config() {
        return ConfigurationFile.read(folder.resolve("twinlake.yml"), System.getenv());
    }

    /** Changes the configuration. */
    void configure(java.util.function.UnaryOperator<String> change) {
        Path file = folder.resolve("twinlake.yml");
        try {
            Files.writeString(file, change.apply(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
