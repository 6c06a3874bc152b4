package io.twinlake.orchestrator.faults;

import io.twinlake.orchestrator.TwinMain;
import io.twinlake.orchestrator.TwinMoves.EndState;
import io.twinlake.orchestrator.faults.oracle.Evidence;
import io.twinlake.orchestrator.faults.oracle.Evidence.Served;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Moves and syncs between twin regions whose process is killed right before each write to its ledger's file, one after the other: a
 * commit is a write, so that no two rows that were written apart are there together by luck. The command is typed once more then.
 */
final class KilledWriters implements Family {
    private static final String KILLED = "killed right before a write to its ledger's file";
    private static final int CELLS = 8;
    private static final List<Operation> OPERATIONS =
            List.of(Operation.NEXT_SYNC, Operation.PLANNED, Operation.FORCED, Operation.FAILBACK, Operation.ROLLBACK);

    private final MoveScenes scenes = new MoveScenes();

    @Override
    public String name() {
        return "killed writers";
    }

    @Override
    public List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Operation operation : OPERATIONS) {
            for (int first = 1; first <= CELLS; first++) {
                cells.add(new Cell(operation, KILLED, "write " + first + " and each " + CELLS + "th behind it"));
            }
        }
        return cells;
    }

    @Override
    public List<Merged> merged() {
        return List.of();
    }

    @Override
    public Evidence strike(Cell cell, Path folder, Random random) throws Exception {
        Evidence evidence = new Evidence();
        int write = Integer.parseInt(cell.place().split(" ")[1]);
        int kills = 0;
        boolean struck = true;
        while (struck) {
            String at = "killed at write " + write + ", ";
            Path each = Files.createDirectory(folder.resolve("write-" + write));
            MoveScene scene = scenes.before(cell.operation(), each);
            struck = scene.killAtWrite(write);
            kills += struck ? 1 : 0;
            Optional<String> unreadable = scene.unreadable();
            if (unreadable.isPresent()) {
                return evidence.ends(
                        Map.of(at + "the ledger", unreadable.get()), Map.of(at + "the ledger", "can be opened"));
            }
            evidence.ends(named(at, scene.arrived()), named(at, scenes.undisturbed(cell.operation())));
            EndState state = scene.moves().endState();
            evidence.served(new Served(at + "the ledger", state.epoch(), state.effectivePrimary()));
            new Host(TwinMain.class, each, evidence).keepWhatIsToBeRead();
            write += CELLS;
        }
        return evidence.ends(
                Map.of("kills", kills > 0 ? "some" : "none: the command made fewer writes"), Map.of("kills", "some"));
    }

    private static Map<String, String> named(String at, Map<String, String> end) {
        Map<String, String> named = new HashMap<>();
        end.forEach((name, value) -> named.put(at + name, value));
        return named;
    }
}
