package io.twinlake.orchestrator.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.orchestrator.TwinMain;
import io.twinlake.orchestrator.TwinMoves;
import io.twinlake.orchestrator.TwinMoves.EndState;
import io.twinlake.orchestrator.faults.oracle.Evidence;
import io.twinlake.orchestrator.faults.oracle.Evidence.Served;
import io.twinlake.orchestrator.twin.CommandProcess;
import io.twinlake.orchestrator.twin.Place;
import io.twinlake.orchestrator.twin.Place.Moment;
import io.twinlake.orchestrator.twin.TwinFolder;
import io.twinlake.runbooks.Procedures;
import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.RunbookKind;
import io.twinlake.runbooks.RunbookStep;
import io.twinlake.runbooks.Verb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Moves between twin regions, in processes of their own on a real ledger, struck before, in and after every step of their procedure and
 * at their run's end. The command is typed once more, as an operator would.
 */
final class StruckMoves implements Family {
    private static final String KILLED = "killed";
    private static final String EVERY_PLACE = "every place, one after the other";
    private static final String FAILS = "the step fails once";
    private static final String DOWN = "both regions go down before the step";
    private static final Pattern OVER = Pattern.compile("is served by \\w+ already|was rolled back");
    private static final List<Operation> MOVES = List.of(
            Operation.PLANNED,
            Operation.FORCED,
            Operation.FORCED_FROM_A_DEAD_PRIMARY,
            Operation.FAILBACK,
            Operation.ROLLBACK);

    private final Map<Operation, Map<String, String>> undisturbed = new EnumMap<>(Operation.class);

    @Override
    public String name() {
        return "moves";
    }

    @Override
    public List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Operation move : MOVES) {
            for (Place place : places(move)) {
                cells.add(new Cell(move, KILLED, place.toString()));
            }
            cells.add(new Cell(move, KILLED, TwinFolder.BEFORE_THE_END));
            cells.add(new Cell(move, KILLED, TwinFolder.BEHIND_THE_END));
            cells.add(new Cell(move, KILLED, EVERY_PLACE));
            if (move != Operation.ROLLBACK) {
                for (RunbookStep step : runbook(move).steps()) {
                    cells.add(new Cell(move, FAILS, step.verb().word()));
                }
            }
            if (move == Operation.PLANNED || move == Operation.FAILBACK) {
                for (RunbookStep step : runbook(move).steps()) {
                    cells.add(new Cell(move, DOWN, Place.before(step.verb()).toString()));
                }
            }
        }
        return cells;
    }

    private static List<Place> places(Operation move) {
        if (move != Operation.ROLLBACK) {
            return Place.of(runbook(move));
        }
        Runbook runbook = runbook(move);
        List<RunbookStep> steps =
                new ArrayList<>(runbook.steps().subList(0, runbook.position(Verb.PROVE_VERSIONS) + 1));
        Collections.reverse(steps);
        return steps.stream().flatMap(step -> Place.of(step.verb())).toList();
    }

    private static Runbook runbook(Operation move) {
        return Procedures.of(
                switch (move) {
                    case FORCED, FORCED_FROM_A_DEAD_PRIMARY -> RunbookKind.FORCED_FAILOVER;
                    case FAILBACK -> RunbookKind.FAILBACK;
                    default -> RunbookKind.PLANNED_FAILOVER;
                });
    }

    @Override
    public List<Merged> merged() {
        return List.of(
                new Merged(
                        "rollback | the step fails once; both regions go down",
                        "planned | the same faults",
                        "a rollback undoes by the same calls of the same actions that the move did them with"),
                new Merged(
                        "forced | both regions go down before the step",
                        "forced from a dead primary | killed",
                        "twin regions are up or down together, and a forced move promotes only a region that answers"));
    }

    @Override
    public Evidence strike(Cell cell, Path folder, Random random) throws Exception {
        Evidence evidence = new Evidence();
        Scene scene = Scene.of(cell.operation(), folder);
        Map<String, Integer> settled = new HashMap<>();
        switch (cell.fault()) {
            case FAILS -> scene.failAt(cell.place());
            case DOWN -> scene.goDownAt(cell.place());
            default -> scene.kill(cell, settled);
        }
        scene.arrive();
        Map<String, String> end = scene.end();
        Map<String, String> still = new LinkedHashMap<>(undisturbed(cell.operation()));
        asPromised(cell, end, still);
        settled.forEach((verb, times) -> {
            String name = "times that " + verb + " was begun";
            end.put(name, Integer.toString(scene.times(verb)));
            still.put(name, times.toString());
        });
        evidence.ends(end, still);
        EndState state = scene.moves.endState();
        evidence.served(new Served("the ledger", state.epoch(), state.effectivePrimary()));
        new Host(TwinMain.class, folder, evidence).keepWhatIsToBeRead();
        return evidence;
    }

    /**
     * What a step that fails may change of the end: one behind which the run goes on stays failed, for the operator to do by hand; a move
     * that failed before it fenced anything is over, and the command typed again is another run.
     */
    private static void asPromised(Cell cell, Map<String, String> end, Map<String, String> still) {
        if (cell.operation() == Operation.ROLLBACK || cell.fault().equals(KILLED)) {
            return;
        }
        Runbook runbook = runbook(cell.operation());
        RunbookStep struck = runbook.steps().stream()
                .filter(step -> cell.place().equals(step.verb().word())
                        || cell.place().equals(Place.before(step.verb()).toString()))
                .findFirst()
                .orElseThrow();
        if (cell.fault().equals(FAILS) && struck.goesOnAfterFailure()) {
            still.computeIfPresent(
                    "steps", (name, steps) -> steps.replaceFirst(struck.name() + "=\\w+", struck.name() + "=FAILED"));
            end.remove("world: " + struck.name());
            still.remove("world: " + struck.name());
        }
        if (runbook.position(struck.verb()) < runbook.position(Verb.FENCE_PRIMARY)) {
            end.computeIfPresent("moves", (name, moves) -> moves.replace("FAILED, ", ""));
        }
    }

    private synchronized Map<String, String> undisturbed(Operation move) throws Exception {
        Map<String, String> known = undisturbed.get(move);
        if (known == null) {
            Scene scene = Scene.of(move, Files.createTempDirectory("undisturbed"));
            scene.moves.report(scene.words());
            known = scene.end();
            undisturbed.put(move, known);
        }
        return known;
    }

    /**
     * A group between twin regions right before an operation.
     *
     * @param run what is rolled back, of a rollback
     */
    private record Scene(Operation move, TwinMoves moves, String run) {
        static Scene of(Operation move, Path folder) throws InterruptedException {
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
                    moves.twin().holding("2-late");
                }
                case ROLLBACK -> run = moves.killAt(Place.in(Verb.PROVE_VERSIONS), TwinMoves.PLANNED);
                default -> {}
            }
            return new Scene(move, moves, run);
        }

        List<String> words() {
            return switch (move) {
                case FORCED, FORCED_FROM_A_DEAD_PRIMARY -> TwinMoves.FORCED;
                case FAILBACK -> TwinMoves.FAILBACK;
                case ROLLBACK -> List.of("failover", "--rollback", run);
                default -> TwinMoves.PLANNED;
            };
        }

        /** Types the command once more: it may have come to its end although its last process did not live to say so. */
        void arrive() throws InterruptedException {
            try (CommandProcess command = moves.start(talking())) {
                int exit = command.exitCode();
                boolean isOver =
                        exit == 6 && OVER.matcher(command.out() + command.err()).find();
                assertThat(exit == 0 || isOver)
                        .as(command.out() + command.err())
                        .isTrue();
            }
        }

        /** Kills at the cell's place, or at each one after the other; notes what is over for good then. */
        void kill(Cell cell, Map<String, Integer> settled) throws InterruptedException {
            if (!cell.place().equals(EVERY_PLACE)) {
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
            if (isOver && place.verb() == Verb.SWITCH_LOOKUP) {
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
                moves.twin().goDown();
                moves.twin().goOn();
                command.exitCode();
            }
            moves.twin().comeBack();
        }

        private void disturbed() throws InterruptedException {
            try (CommandProcess command = moves.start(talking())) {
                command.exitCode();
            }
        }

        private List<String> talking() {
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
                    state.moves().stream()
                            .map(run -> run.result().name())
                            .toList()
                            .toString());
            end.put("steps", new TreeMap<>(state.statuses()).toString());
            return end;
        }
    }
}
