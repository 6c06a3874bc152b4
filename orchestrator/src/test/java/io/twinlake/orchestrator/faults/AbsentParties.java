package io.twinlake.orchestrator.faults;

import io.twinlake.orchestrator.TwinMain;
import io.twinlake.orchestrator.faults.oracle.Evidence;
import io.twinlake.orchestrator.twin.Party;
import io.twinlake.orchestrator.twin.Place;
import io.twinlake.orchestrator.twin.TwinFolder;
import io.twinlake.runbooks.RunbookStep;
import io.twinlake.runbooks.Verb;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** One of both twin regions, or the edge, goes down right before a step that asks it, and comes back when the command has ended. */
final class AbsentParties implements Family {
    private static final String DOWN = " goes down before the step";
    private static final List<Operation> MOVES = List.of(Operation.PLANNED, Operation.FORCED, Operation.FAILBACK);

    private final MoveScenes scenes = new MoveScenes();

    @Override
    public String name() {
        return "absent parties";
    }

    @Override
    public List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Operation move : MOVES) {
            for (Party party : Party.values()) {
                for (RunbookStep step : MoveScene.runbook(move).steps()) {
                    if (Party.of(step.verb()).contains(party)) {
                        cells.add(new Cell(
                                move, party + DOWN, Place.before(step.verb()).toString()));
                    }
                }
            }
        }
        return cells;
    }

    @Override
    public List<Merged> merged() {
        return List.of(new Merged(
                "planned, forced, failback | a region or the edge goes down before a step that does not ask it",
                "before the next step that asks it",
                "in between the promotion alone asks the new primary, to end clones that a sync left there: twins have none, and"
                        + " CancelClonesTest has a region that gives no answer"));
    }

    @Override
    public Evidence strike(Cell cell, Path folder, Random random) throws Exception {
        Evidence evidence = new Evidence();
        MoveScene scene = scenes.before(cell.operation(), folder);
        TwinFolder twin = scene.moves().twin();
        CutMove move = new CutMove(scene, new Host(TwinMain.class, folder, evidence), evidence);
        move.struckAt(cell.place(), scene.words(), () -> twin.goDown(who(cell)));
        twin.comeBack();
        Verb first = Place.parse(cell.place()).orElseThrow().verb();
        FailedBehind failed = FailedBehind.from(
                first, cell.operation(), verb -> Party.of(verb).contains(party(cell)));
        move.arriveAs(failed, scenes.undisturbed(cell.operation()));
        move.keep();
        return evidence;
    }

    private static String who(Cell cell) {
        boolean isBack = cell.operation() == Operation.FAILBACK;
        return switch (party(cell)) {
            case OLD_PRIMARY -> isBack ? TwinFolder.SECONDARY : TwinFolder.HOME;
            case NEW_PRIMARY -> isBack ? TwinFolder.HOME : TwinFolder.SECONDARY;
            case EDGE -> TwinFolder.EDGE;
        };
    }

    private static Party party(Cell cell) {
        return Arrays.stream(Party.values())
                .filter(party -> cell.fault().equals(party + DOWN))
                .findFirst()
                .orElseThrow();
    }
}
