package io.twinlake.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.yaml.ConfigurationFile;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.ledger.journal.FenceState;
import io.twinlake.ledger.journal.Hold;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.step.StepRecord;
import io.twinlake.ledger.step.StepStatus;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.twin.CommandProcess;
import io.twinlake.orchestrator.twin.Place;
import io.twinlake.orchestrator.twin.TwinFolder;
import io.twinlake.runbooks.yaml.RunbookReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A group between two twin regions, moved by commands in processes of their own. */
public record TwinMoves(TwinFolder twin) {
    public static final List<String> PLANNED = List.of(MoveWords.planned("northeurope"));
    public static final List<String> FORCED = List.of(MoveWords.forced("northeurope"));
    public static final List<String> FAILBACK = List.of(MoveWords.failback());

    private static final Map<String, String> FORMER_NAMES =
            Map.of("switch-behind", "switch-lookup", "turn-front", "turn-gateway", "align-behind", "align-old-lookup");
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    /** Two objects in the primary, none in the secondary, and no ledger yet. */
    public static TwinMoves in(Path folder) {
        return in(folder, "");
    }

    /** The same, with more lines in its configuration. */
    public static TwinMoves in(Path folder, String configuration) {
        TwinFolder twin = new TwinFolder(folder).holding("0-a", "1-b");
        twin.configured(configuration);
        return new TwinMoves(twin);
    }

    public CommandProcess start(List<String> words, String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return CommandProcess.start(TwinMain.class, twin.folder(), all.toArray(new String[0]));
    }

    /** Runs a command that succeeds. */
    public JsonNode report(List<String> words) throws InterruptedException {
        try (CommandProcess command = start(words, "-o", "json")) {
            assertThat(command.exitCode()).as(command.out() + command.err()).isZero();
            return Json.parse(command.out());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public JsonNode status() throws InterruptedException {
        return report(List.of("status")).at("/groups/0");
    }

    public void awaitPause(CommandProcess command) {
        await().atMost(CommandProcess.PATIENCE)
                .pollInterval(LOOK_EVERY)
                .until(() -> twin.isPaused() || !command.isAlive());
        assertThat(twin.isPaused())
                .as("it ended first: " + command.out() + command.err())
                .isTrue();
    }

    /** Runs a move up to a place, kills it there with kill -9, and tells its run. */
    public String killAt(Place place, List<String> words) throws InterruptedException {
        return killAt(place.toString(), words);
    }

    /** The same at a place that is told by its name. */
    public String killAt(String place, List<String> words) throws InterruptedException {
        twin.pauseAt(place);
        try (CommandProcess move = start(words)) {
            awaitPause(move);
            move.kill();
        }
        twin.goOn();
        return endState().moves().get(0).id().value();
    }

    /** Lets the time of a dead process's leases pass, however long they last. */
    void letTheLeasesRunOut() throws SQLException {
        try (JdbcLedger ledger = JdbcLedger.open(config().ledger(), Clock.systemUTC());
                Connection connection = ledger.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE leases SET ends_at = CURRENT_TIMESTAMP");
        }
    }

    /** Gives the steps of the newest move the names that they had before they were called by what they turn. */
    void nameStepsAsAnOlderVersionDid() throws SQLException {
        try (JdbcLedger ledger = JdbcLedger.open(config().ledger(), Clock.systemUTC());
                Connection connection = ledger.dataSource().getConnection();
                Statement rows = connection.createStatement();
                PreparedStatement runbook =
                        connection.prepareStatement("UPDATE runbooks SET text = ?, hash = ? WHERE run_id = ?")) {
            RunId move = ledger.runs()
                    .latest(group().name(), RunKind.FAILOVER, RunKind.FAILBACK)
                    .orElseThrow()
                    .id();
            String text = ledger.steps().snapshot(move).orElseThrow().text();
            for (Map.Entry<String, String> name : FORMER_NAMES.entrySet()) {
                text = text.replace("step: " + name.getKey(), "step: " + name.getValue());
                rows.executeUpdate(
                        "UPDATE steps SET step = '" + name.getValue() + "' WHERE step = '" + name.getKey() + "'");
            }
            runbook.setString(1, text);
            runbook.setString(2, RunbookReader.readKept("kept", text).hash());
            runbook.setString(3, move.value());
            assertThat(runbook.executeUpdate()).isEqualTo(1);
        }
    }

    /** Waits until the lease of a process that stands still has run out. */
    void awaitFreeLease() {
        try (Ledger ledger = ledger()) {
            await().atMost(CommandProcess.PATIENCE)
                    .until(() -> Stream.of(LeaseName.move(group().name()), LeaseName.of(group().name()))
                            .allMatch(lease -> ledger.leases().current(lease).isEmpty()));
        }
    }

    /** Lets a region serve by a run of which nothing is known here. */
    void promoteByAnother(String region) {
        FailoverGroup group = group();
        try (Ledger ledger = ledger()) {
            EpochState now = ledger.epochs().current(group.name(), group.home());
            ledger.epochs().promote(group.name(), now.epoch(), new RegionName(region), "another run", "a test");
        }
    }

    private TwinlakeConfig config() {
        return ConfigurationFile.read(twin.folder().resolve("twinlake.yml"), Map.of());
    }

    private FailoverGroup group() {
        return config().groups().values().iterator().next();
    }

    private Ledger ledger() {
        return JdbcLedger.open(config().ledger(), Clock.systemUTC());
    }

    /** Every run that the ledger has, the newest first, while no command runs. */
    public List<Run> runs() {
        try (Ledger ledger = ledger()) {
            return ledger.runs().history(List.of(group().name()), 1000);
        }
    }

    /** How everything stands, while no command runs. */
    public EndState endState() {
        FailoverGroup group = group();
        try (Ledger ledger = ledger()) {
            List<Run> moves = ledger.runs().history(List.of(group.name()), 1000).stream()
                    .filter(run -> run.kind() == RunKind.FAILOVER || run.kind() == RunKind.FAILBACK)
                    .toList();
            EpochState epoch = ledger.epochs().current(group.name(), group.home());
            return new EndState(
                    twin.world(),
                    twin.replicaObjects().stream().collect(Collectors.toMap(Function.identity(), twin::writes)),
                    epoch.epoch().number(),
                    epoch.effectivePrimary().value(),
                    ledger.fences().of(group.name()).stream()
                            .collect(Collectors.toMap(state -> state.region().value(), FenceState::status)),
                    ledger.holds().current(group.name()).map(Hold::reason),
                    moves,
                    moves.isEmpty() ? List.of() : ledger.steps().of(moves.get(0).id()));
        }
    }

    /**
     * What is left when all commands have ended.
     *
     * @param world each word that steps turn
     * @param copies how often each object was written at the replica
     * @param fences each region that was fenced or opened
     * @param moves the newest first
     * @param steps those of the newest move
     */
    public record EndState(
            Map<String, String> world,
            Map<String, Long> copies,
            long epoch,
            String effectivePrimary,
            Map<String, FenceState.Status> fences,
            Optional<String> hold,
            List<Run> moves,
            List<StepRecord> steps) {
        public Map<String, StepStatus> statuses() {
            return steps.stream().collect(Collectors.toMap(StepRecord::step, StepRecord::status));
        }

        /** All of it but what tells one attempt from another: times, ids and the number of attempts. */
        public void assertIsLike(EndState other) {
            assertThat(world).isEqualTo(other.world);
            assertThat(copies).isEqualTo(other.copies);
            assertThat(epoch).isEqualTo(other.epoch);
            assertThat(effectivePrimary).isEqualTo(other.effectivePrimary);
            assertThat(fences).isEqualTo(other.fences);
            assertThat(hold).isEqualTo(other.hold);
            assertThat(moves).extracting(Run::result).isEqualTo(results(other.moves));
            assertThat(statuses()).isEqualTo(other.statuses());
        }

        private static List<Object> results(List<Run> moves) {
            return moves.stream().<Object>map(Run::result).toList();
        }
    }
}
