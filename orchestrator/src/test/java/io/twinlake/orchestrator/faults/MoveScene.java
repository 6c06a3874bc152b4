package io.twinlake.orchestrator.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.ledger.failure.LedgerException;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.orchestrator.TwinMain;
import io.twinlake.orchestrator.TwinMoves;
import io.twinlake.orchestrator.TwinMoves.EndState;
import io.twinlake.orchestrator.twin.CommandProcess;
import io.twinlake.orchestrator.twin.MortalFile;
import io.twinlake.orchestrator.twin.Place;
import io.twinlake.orchestrator.twin.Place.Moment;
import io.twinlake.orchestrator.twin.TwinFolder;
import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.RunbookKind;
import io.twinlake.runbooks.RunbookStep;
import io.twinlake.runbooks.Verb;
import io.twinlake.runbooks.yaml.Procedures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A group between twin regions right before an operation: a move, or a sync.
 *
 * @param run what is rolled back, of a rollback
 */
record MoveScene(Operation move, TwinMoves moves, String run) {
    private static final String SHORT_LEASE = "lease: {timeToLive: 10s, renewEvery: 1s}\n";
    private static final Duration PAST_THE_LEASE = Duration.ofSeconds(12);
    private static final Pattern OVER = Pattern.compile("is served by \\w+ already|was rolled back|Rolled back: ");

    static MoveScene of(Operation move, Path folder) throws InterruptedException {
        TwinMoves moves = TwinMoves.in(folder);
        String run = "";
        switch (move) {
            case FORCED, FORCED_FROM_A_DEAD_PRIMARY -> {
                moves.report(List.of("sync"));
                moves.twin().holding("2-late");
                if (move == Operation.FORCED_FROM_A_DEAD_PRIMARY) {
                    moves.twin().goDown();
                }
            }
            case FAILBACK -> {
                moves.report(TwinMoves.PLANNED);
                moves.twin().holdingAt(TwinFolder.SECONDARY, "2-late");
            }
            case ROLLBACK -> run = moves.killAt(Place.in(Verb.PROVE_VERSIONS), TwinMoves.PLANNED);
            case NEXT_SYNC -> {
                moves.report(List.of("sync"));
                moves.twin().addRow(TwinFolder.HOME, "0-a", "later");
            }
            default -> {}
        }
        return new MoveScene(move, moves, run);
    }

    List<String> words() {
        return switch (move) {
            case FORCED, FORCED_FROM_A_DEAD_PRIMARY -> TwinMoves.FORCED;
            case FAILBACK -> TwinMoves.FAILBACK;
            case ROLLBACK -> List.of("failover", "--rollback", run);
            case NEXT_SYNC -> List.of("sync");
            default -> TwinMoves.PLANNED;
        };
    }

    /** How a command is typed until it has come to its end. */
    interface Typing {
        void again() throws InterruptedException;
    }

    /** Types the command once more and tells the end, without a run that was over before it did anything. */
    Map<String, String> arrived() throws InterruptedException {
        return arrived(this::arrive);
    }

    Map<String, String> arrived(Typing typing) throws InterruptedException {
        boolean isOver = isOver();
        typing.again();
        Map<String, String> end = end();
        if (isOver) {
            end.computeIfPresent("moves", (name, moves) -> moves.replaceFirst(", FAILED", ""));
        }
        return end;
    }

    /** Types the command once more: it may have come to its end although its last process did not live to say so. */
    private void arrive() throws InterruptedException {
        try (CommandProcess command = moves.start(talking())) {
            int exit = command.exitCode();
            boolean isOver = isOver(exit, command.out() + command.err());
            assertThat(exit == 0 || isOver).as(command.out() + command.err()).isTrue();
        }
    }

    /** Whether a command was refused because what it asks for is done. */
    static boolean isOver(int exit, String told) {
        return exit == 6 && OVER.matcher(told).find();
    }

    /** Kills at the cell's place, or at each one after the other; notes what is over for good then. */
    void kill(Cell cell, Map<String, Integer> settled) throws InterruptedException {
        if (!cell.place().equals(StruckMoves.EVERY_PLACE)) {
            moves.killAt(cell.place(), talking());
            places(move).stream()
                    .filter(place -> place.toString().equals(cell.place()))
                    .forEach(place -> note(place, settled));
            return;
        }
        for (Place place : places(move)) {
            moves.killAt(place, talking());
            note(place, settled);
        }
    }

    /**
     * Behind the promotion no step is done again once its end is recorded. A warehouse, which may stop meanwhile, is warmed again
     * until the lookup is switched.
     */
    private void note(Place place, Map<String, Integer> settled) {
        Runbook runbook = runbook(move);
        boolean isOver =
                place.moment() == Moment.AFTER && runbook.position(place.verb()) >= runbook.position(Verb.PROMOTE);
        if (isOver && place.verb() != Verb.WARM_WAREHOUSE) {
            settled.put(place.verb().word(), times(place.verb().word()));
        }
        if (isOver && place.verb() == Verb.SWITCH_BEHIND) {
            settled.put(Verb.WARM_WAREHOUSE.word(), times(Verb.WARM_WAREHOUSE.word()));
        }
    }

    int times(String verb) {
        return Collections.frequency(moves.twin().performed(), verb);
    }

    void failAt(String verb) throws InterruptedException {
        moves.twin().failAt(verb);
        disturbed();
        moves.twin().failNoMore();
    }

    void goDownAt(String place) throws InterruptedException {
        moves.twin().pauseAt(place);
        try (CommandProcess command = moves.start(talking())) {
            moves.awaitPause(command);
            moves.twin().goDown(TwinFolder.HOME);
            moves.twin().goDown(TwinFolder.SECONDARY);
            moves.twin().goOn();
            command.exitCode();
        }
        moves.twin().comeBack();
    }

    /** Why the ledger cannot be opened, if it cannot. */
    Optional<String> unreadable() {
        try {
            moves.endState();
            return Optional.empty();
        } catch (LedgerException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** A move that failed before it fenced anything, or broke off before its first step, is over: typed again it is another run. */
    private boolean isOver() {
        EndState state = moves.endState();
        if (state.moves().isEmpty()) {
            return false;
        }
        boolean failed = state.moves().get(0).result() == RunResult.FAILED;
        return failed
                ? !state.statuses().containsKey(Verb.FENCE_PRIMARY.word())
                : state.statuses().isEmpty();
    }

    void stepClockAt(String place, Duration step) throws InterruptedException {
        moves.twin().pauseAt(place);
        try (CommandProcess command = moves.start(talking())) {
            moves.awaitPause(command);
            moves.twin().stepClock(step);
            moves.twin().goOn();
            command.exitCode();
        }
    }

    /** The host stands still until the lease of the move has run out, and goes on where it was. */
    void stopAt(String place) throws InterruptedException, IOException {
        moves.twin().configured(SHORT_LEASE);
        moves.twin().pauseAt(place);
        try (CommandProcess command = moves.start(talking())) {
            moves.awaitPause(command);
            command.freeze();
            moves.twin().goOn();
            Thread.sleep(PAST_THE_LEASE.toMillis());
            command.thaw();
            command.exitCode();
        }
        moves.twin().configured("");
    }

    /** Kills right before the n-th write to the ledger's file, and tells whether it came to that. */
    boolean killAtWrite(int number) throws InterruptedException {
        moves.twin().dieAtWrite(number);
        try (CommandProcess command = moves.start(talking())) {
            return command.exitCode() == MortalFile.KILLED;
        } finally {
            moves.twin().dieNoMore();
        }
    }

    /** No file grows further than the ledger's, and so much. */
    void fill(long room) throws InterruptedException, IOException {
        Path ledger = moves.twin().folder().resolve("ledger/twinlake.mv.db");
        long size = Files.exists(ledger) ? Files.size(ledger) / 1024 : 0;
        String[] words = talking().toArray(new String[0]);
        try (CommandProcess command = CommandProcess.startOnAFullDisk(
                size + room, TwinMain.class, moves.twin().folder(), words)) {
            command.exitCode();
        }
    }

    private void disturbed() throws InterruptedException {
        try (CommandProcess command = moves.start(talking())) {
            command.exitCode();
        }
    }

    List<String> talking() {
        List<String> words = new ArrayList<>(words());
        words.addAll(List.of("-v", "-v"));
        return words;
    }

    /** All of it but what tells one attempt from another: times, ids and the number of attempts. */
    Map<String, String> end() {
        EndState state = moves.endState();
        Map<String, String> end = new LinkedHashMap<>();
        state.world().forEach((name, word) -> end.put("world: " + name, word));
        state.copies().forEach((object, copies) -> end.put("copies of " + object, copies.toString()));
        end.put("epoch", Long.toString(state.epoch()));
        end.put("who serves", state.effectivePrimary());
        end.put("fences", new TreeMap<>(state.fences()).toString());
        end.put("hold", state.hold().toString());
        end.put(
                "moves",
                state.moves().stream().map(run -> run.result().name()).toList().toString());
        end.put("steps", new TreeMap<>(state.statuses()).toString());
        return end;
    }

    /** Every place at which the move can be killed, in its order; of a step that writes nothing there is one less. */
    static List<Place> places(Operation move) {
        return allPlaces(move).stream()
                .filter(place -> place.moment() != Moment.IN || place.verb().writes())
                .toList();
    }

    private static List<Place> allPlaces(Operation move) {
        if (move != Operation.ROLLBACK) {
            return Place.of(runbook(move));
        }
        Runbook runbook = runbook(move);
        List<RunbookStep> steps =
                new ArrayList<>(runbook.steps().subList(0, runbook.position(Verb.PROVE_VERSIONS) + 1));
        Collections.reverse(steps);
        return steps.stream().flatMap(step -> Place.of(step.verb())).toList();
    }

    static Runbook runbook(Operation move) {
        return Procedures.of(
                switch (move) {
                    case FORCED, FORCED_FROM_A_DEAD_PRIMARY -> RunbookKind.FORCED_FAILOVER;
                    case FAILBACK -> RunbookKind.FAILBACK;
                    default -> RunbookKind.PLANNED_FAILOVER;
                });
    }
}
