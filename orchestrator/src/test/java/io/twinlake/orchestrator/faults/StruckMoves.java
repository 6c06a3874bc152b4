package io.twinlake.orchestrator.faults;

import io.twinlake.orchestrator.TwinMain;
import io.twinlake.orchestrator.TwinMoves.EndState;
import io.twinlake.orchestrator.faults.oracle.Evidence;
import io.twinlake.orchestrator.faults.oracle.Evidence.Served;
import io.twinlake.orchestrator.twin.Party;
import io.twinlake.orchestrator.twin.Place;
import io.twinlake.orchestrator.twin.TwinFolder;
import io.twinlake.runbooks.RunbookStep;
import io.twinlake.runbooks.Verb;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Moves between twin regions, in processes of their own on a real ledger, struck before, in and after every step of their procedure and
 * at their run's end. The command is typed once more, as an operator would.
 */
final class StruckMoves implements Family {
    private static final String KILLED = "killed";
    static final String EVERY_PLACE = "every place, one after the other";
    private static final String FAILS = "the step fails once";
    private static final String DOWN = "both regions go down before the step";
    private static final String FORTH = "the clock steps an hour forth before the step";
    private static final String BACK = "the clock steps an hour back before the step";
    private static final String STOPPED = "stopped past the lease";
    private static final String FULL = "disk full";
    private static final List<Integer> ROOMS = List.of(0, 4, 8, 16, 24, 32, 48, 64, 96, 128);
    private static final List<Operation> MOVES = List.of(
            Operation.PLANNED,
            Operation.FORCED,
            Operation.FORCED_FROM_A_DEAD_PRIMARY,
            Operation.FAILBACK,
            Operation.ROLLBACK);

    private final MoveScenes scenes = new MoveScenes();

    @Override
    public String name() {
        return "moves";
    }

    @Override
    public List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Operation move : MOVES) {
            for (Place place : MoveScene.places(move)) {
                cells.add(new Cell(move, KILLED, place.toString()));
            }
            cells.add(new Cell(move, KILLED, TwinFolder.BEFORE_THE_END));
            cells.add(new Cell(move, KILLED, TwinFolder.BEHIND_THE_END));
            cells.add(new Cell(move, KILLED, EVERY_PLACE));
            if (move != Operation.ROLLBACK) {
                for (RunbookStep step : MoveScene.runbook(move).steps()) {
                    cells.add(new Cell(move, FAILS, step.verb().word()));
                }
            }
            if (move == Operation.PLANNED || move == Operation.FORCED || move == Operation.FAILBACK) {
                for (RunbookStep step : MoveScene.runbook(move).steps()) {
                    cells.add(new Cell(move, FORTH, Place.before(step.verb()).toString()));
                    cells.add(new Cell(move, BACK, Place.before(step.verb()).toString()));
                    if (step.verb().writes()) {
                        cells.add(new Cell(
                                move, STOPPED, Place.before(step.verb()).toString()));
                    }
                }
                for (int room : ROOMS) {
                    cells.add(new Cell(move, FULL, room + " KiB of room for the ledger"));
                }
            }
            if (move == Operation.PLANNED || move == Operation.FAILBACK) {
                for (RunbookStep step : MoveScene.runbook(move).steps()) {
                    cells.add(new Cell(move, DOWN, Place.before(step.verb()).toString()));
                }
            }
        }
        return cells;
    }

    @Override
    public List<Merged> merged() {
        return List.of(
                new Merged(
                        "planned, forced, failback, rollback | killed in a step that writes nothing",
                        "killed before the same step",
                        "the step is begun in the ledger at both places, and there is no effect that one of them could have and the"
                                + " other not"),
                new Merged(
                        "rollback | the step fails once; both regions go down",
                        "planned | the same faults",
                        "a rollback undoes by the same calls of the same actions that the move did them with"),
                new Merged(
                        "forced | both regions go down before the step",
                        "forced | the new primary goes down before the step",
                        "the old primary is asked by one step alone, which goes on without it"));
    }

    @Override
    public Evidence strike(Cell cell, Path folder, Random random) throws Exception {
        Evidence evidence = new Evidence();
        MoveScene scene = scenes.before(cell.operation(), folder);
        Map<String, Integer> settled = new HashMap<>();
        switch (cell.fault()) {
            case FAILS -> scene.failAt(cell.place());
            case DOWN -> scene.goDownAt(cell.place());
            case FORTH -> scene.stepClockAt(cell.place(), Duration.ofHours(1));
            case BACK -> scene.stepClockAt(cell.place(), Duration.ofHours(-1));
            case STOPPED -> scene.stopAt(cell.place());
            case FULL -> scene.fill(Long.parseLong(cell.place().replaceAll("\\D", "")));
            default -> scene.kill(cell, settled);
        }
        Optional<String> unreadable = scene.unreadable();
        if (unreadable.isPresent()) {
            return evidence.ends(Map.of("the ledger", unreadable.get()), Map.of("the ledger", "can be opened"));
        }
        FailedBehind failed = failedBehind(cell);
        Map<String, String> end = scene.arrived();
        Map<String, String> still = new LinkedHashMap<>(scenes.undisturbed(cell.operation()));
        failed.promised(end, still);
        settled.forEach((verb, times) -> {
            String name = "times that " + verb + " was begun";
            end.put(name, Integer.toString(scene.times(verb)));
            still.put(name, times.toString());
        });
        evidence.ends(end, still);
        EndState state = scene.moves().endState();
        evidence.served(new Served("the ledger", state.epoch(), state.effectivePrimary()));
        new Host(TwinMain.class, folder, evidence).keepWhatIsToBeRead();
        return evidence;
    }

    private static FailedBehind failedBehind(Cell cell) {
        if (cell.fault().equals(FAILS)) {
            Verb fails = Verb.of(cell.place()).orElseThrow();
            return FailedBehind.from(fails, cell.operation(), fails::equals);
        }
        if (cell.fault().equals(DOWN)) {
            Verb first = Place.parse(cell.place()).orElseThrow().verb();
            return FailedBehind.from(first, cell.operation(), StruckMoves::asksARegion);
        }
        return FailedBehind.NONE;
    }

    private static boolean asksARegion(Verb verb) {
        Set<Party> asked = Party.of(verb);
        return asked.contains(Party.OLD_PRIMARY) || asked.contains(Party.NEW_PRIMARY);
    }
}
