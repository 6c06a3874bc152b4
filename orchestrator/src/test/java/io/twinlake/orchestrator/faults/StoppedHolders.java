package io.twinlake.orchestrator.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.MoveWords;
import io.twinlake.orchestrator.TwinMain;
import io.twinlake.orchestrator.TwinMoves;
import io.twinlake.orchestrator.TwinMoves.EndState;
import io.twinlake.orchestrator.faults.Host.Ended;
import io.twinlake.orchestrator.faults.oracle.Evidence;
import io.twinlake.orchestrator.faults.oracle.Evidence.Served;
import io.twinlake.orchestrator.twin.CommandProcess;
import io.twinlake.orchestrator.twin.Place.Moment;
import io.twinlake.orchestrator.twin.PostgresServer;
import io.twinlake.orchestrator.twin.TwinFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Whoever holds a lease stands still past its end, somebody else takes its place, and it goes on where it was: it writes nothing more. On
 * PostgreSQL that somebody is another host; a ledger in a file is its owner's for as long as the owner lives, also while it stands still.
 */
final class StoppedHolders implements Family {
    private static final String SYNCS = "stopped past the lease, and another host syncs";
    private static final String MOVES = "stopped past the lease, and another host moves the group";
    private static final String FORCES = "stopped past the lease, and another host moves the group by force";
    private static final String SAME = "stopped past the lease, and another host goes on with it";
    private static final String SERVES = "stopped past the lease, and another host serves";
    private static final String OWNER = "stopped past the lease, and a command is typed beside it";
    private static final String IDLE = "between two runs";
    private static final List<String> OBJECTS = List.of("0-a", "1-b", "2-c");
    private static final List<String> TYPED = List.of("status", "sync", "planned", "forced");
    private static final Duration PAST_THE_LEASE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String SHORT_LEASE = "lease: {timeToLive: 3s, renewEvery: 1s}\n";
    private static final int OFTEN = 4;

    private @Nullable PostgresServer postgres;

    @Override
    public String name() {
        return "stopped holders";
    }

    @Override
    public List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (String object : OBJECTS) {
            for (String fault : List.of(SYNCS, MOVES, FORCES)) {
                cells.add(new Cell(Operation.NEXT_SYNC, fault, "before object " + object));
            }
            cells.add(new Cell(Operation.SERVE, SERVES, "before object " + object));
        }
        for (Operation move : List.of(Operation.PLANNED, Operation.FAILBACK)) {
            MoveScene.places(move).stream()
                    .filter(place ->
                            place.moment() == Moment.BEFORE && place.verb().writes())
                    .forEach(place -> cells.add(new Cell(move, SAME, place.toString())));
        }
        cells.add(new Cell(Operation.SERVE, SERVES, IDLE));
        TYPED.forEach(typed -> cells.add(new Cell(Operation.SERVE, OWNER, typed)));
        return cells;
    }

    @Override
    public List<Merged> merged() {
        return List.of(
                new Merged(
                        "forced | stopped past the lease, and another host goes on with it",
                        "planned, failback | the same",
                        "each step asks the same leases and the same epoch before it writes, whatever the move is called"),
                new Merged(
                        "serve on a ledger in a file | stopped in a run, and a command is typed beside it",
                        "stopped between two runs",
                        "the command meets the owner's socket, which answers as little in the one as in the other"));
    }

    @Override
    public Evidence strike(Cell cell, Path folder, Random random) throws Exception {
        Evidence evidence = new Evidence();
        boolean isFile = cell.fault().equals(OWNER);
        TwinMoves moves =
                TwinMoves.in(folder, SHORT_LEASE + (isFile ? "" : postgres().configuration()));
        Host host = new Host(TwinMain.class, folder, evidence);
        host.run("sync");
        Scene scene = new Scene(cell, moves, host, evidence);
        if (isFile) {
            scene.ownerStands();
        } else {
            scene.holderStands();
        }
        EndState state = moves.endState();
        evidence.served(new Served("the ledger", state.epoch(), state.effectivePrimary()));
        host.keepWhatIsToBeRead();
        return evidence;
    }

    private synchronized PostgresServer postgres() throws IOException {
        if (postgres == null) {
            PostgresServer started = PostgresServer.start(Files.createTempDirectory("postgres"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    started.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
            postgres = started;
        }
        return postgres;
    }

    private record Scene(Cell cell, TwinMoves moves, Host host, Evidence evidence) {
        private static final String[] SYNC = {"sync"};
        private static final String[] SERVE = {"serve"};

        /** The first host's command, which will stand still. */
        private String[] first() {
            return switch (cell.operation()) {
                case PLANNED -> MoveWords.planned(TwinFolder.SECONDARY);
                case FAILBACK -> MoveWords.failback();
                case SERVE -> SERVE;
                default -> SYNC;
            };
        }

        private String[] second() {
            return switch (cell.fault()) {
                case SYNCS -> SYNC;
                case MOVES -> MoveWords.planned(TwinFolder.SECONDARY);
                case FORCES -> MoveWords.forced(TwinFolder.SECONDARY);
                default -> first();
            };
        }

        void holderStands() throws Exception {
            if (cell.operation() == Operation.FAILBACK) {
                host.run(MoveWords.planned(TwinFolder.SECONDARY));
            }
            String serves = moves.endState().effectivePrimary();
            for (String object : OBJECTS) {
                moves.twin().addRow(serves, object, "later");
            }
            schedule();
            boolean idle = cell.place().equals(IDLE);
            if (!idle) {
                moves.twin().pauseAt(cell.place().replace("before object ", ""));
            }
            Instant begun = Instant.now();
            try (CommandProcess stopped = host.start(first())) {
                await(stopped, idle);
                stopped.freeze();
                moves.twin().goOn();
                Thread.sleep(PAST_THE_LEASE.toMillis());
                if (cell.operation() == Operation.SERVE) {
                    anotherServes(stopped);
                } else {
                    takeItsPlace(stopped);
                    host.ended(stopped, begun, first());
                }
            }
            Ended last = host.run(cell.fault().equals(FORCES) ? new String[] {"status"} : SYNC);
            evidence.ends(Map.of("the next command", exit(last)), Map.of("the next command", "0"));
        }

        /** A schedule only where somebody serves: a command beside it would meet its runs. */
        private void schedule() {
            if (cell.operation() == Operation.SERVE) {
                host.configure(text -> text.replace(
                        "objectives: {rpo: 15m}\n",
                        "objectives: {rpo: 15m}\n    schedule: {continuous: {minimumInterval: 1s}}\n"));
            }
        }

        private void await(CommandProcess command, boolean idle) {
            if (idle) {
                awaitAddress(command);
            } else {
                moves.awaitPause(command);
            }
        }

        private static void awaitAddress(CommandProcess serve) {
            Awaitility.await().atMost(PATIENCE).until(() -> !serve.out().isBlank() || !serve.isAlive());
            if (!serve.isAlive()) {
                throw new IllegalStateException("it does not serve: " + serve.out() + serve.err());
            }
        }

        private void takeItsPlace(CommandProcess stopped) throws Exception {
            Ended second = host.run(second());
            for (int tries = 1; second.exit() == 5 && tries < OFTEN; tries++) {
                Thread.sleep(PAST_THE_LEASE.toMillis());
                second = host.run(second());
            }
            evidence.ends(Map.of("who took its place", exit(second)), Map.of("who took its place", "0"));
            EndState before = moves.endState();
            stopped.thaw();
            int exit = stopped.exitCode();
            compare(before, moves.endState());
            evidence.ends(
                    Map.of("the one that stood", exit == 0 ? "says that it succeeded" : "does not"),
                    Map.of("the one that stood", "does not"));
        }

        private void anotherServes(CommandProcess stopped) throws Exception {
            moves.twin().addRow(TwinFolder.HOME, OBJECTS.get(0), "latest");
            try (CommandProcess other = host.start(SERVE)) {
                awaitAddress(other);
                Awaitility.await().atMost(PATIENCE).until(this::isReplicated);
                stopped.thaw();
                Thread.sleep(PAST_THE_LEASE.toMillis());
                evidence.ends(
                        Map.of("both serve", Boolean.toString(stopped.isAlive() && other.isAlive())),
                        Map.of("both serve", "true"));
                moves.twin().addRow(TwinFolder.HOME, OBJECTS.get(0), "last");
                Awaitility.await().atMost(PATIENCE).until(this::isReplicated);
                other.terminate();
                other.exitCode();
                stopped.terminate();
                stopped.exitCode();
            }
        }

        private boolean isReplicated() {
            TwinFolder twin = moves.twin();
            return twin.rows(TwinFolder.HOME, OBJECTS.get(0)).equals(twin.rows(TwinFolder.SECONDARY, OBJECTS.get(0)));
        }

        /** Nothing that the regions or the ledger hold was changed meanwhile. */
        private void compare(EndState before, EndState after) {
            evidence.ends(told(after), told(before));
        }

        private Map<String, String> told(EndState state) {
            return Map.of(
                    "copies", new TreeMap<>(state.copies()).toString(),
                    "world", new TreeMap<>(state.world()).toString(),
                    "moves", state.moves().toString(),
                    "steps", state.steps().toString(),
                    "who serves", state.effectivePrimary() + " since " + state.epoch());
        }

        /** A command beside an owner that stands still ends and names it; once the owner goes on, it does what it is told. */
        void ownerStands() throws Exception {
            try (CommandProcess owner = host.start(SERVE)) {
                awaitAddress(owner);
                owner.freeze();
                Thread.sleep(PAST_THE_LEASE.toMillis());
                Ended refused = host.run(typed());
                boolean isNamed = told(refused).contains("process " + owner.pid());
                owner.thaw();
                Ended done = host.run(typed());
                evidence.ends(
                        Map.of(
                                "beside an owner that stands",
                                refused.exit() != 0 && isNamed ? "refused by its name" : refused.toString(),
                                "behind it",
                                exit(done)),
                        Map.of("beside an owner that stands", "refused by its name", "behind it", "0"));
                owner.terminate();
                owner.exitCode();
            }
        }

        private String[] typed() {
            return switch (cell.place()) {
                case "planned" -> MoveWords.planned(TwinFolder.SECONDARY);
                case "forced" -> MoveWords.forced(TwinFolder.SECONDARY);
                default -> new String[] {cell.place()};
            };
        }

        private static String told(Ended refused) {
            JsonNode document = refused.document();
            return document == null
                    ? refused.toString()
                    : document.at("/error/message").asText();
        }

        private static String exit(Ended ended) {
            return ended.exit() == 0 ? "0" : ended.toString();
        }
    }
}
