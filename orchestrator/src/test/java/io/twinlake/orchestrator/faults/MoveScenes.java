package io.twinlake.orchestrator.faults;

import io.twinlake.orchestrator.TwinMoves;
import io.twinlake.orchestrator.twin.TwinFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** How it is before each move, and behind one that nobody disturbed: each is found out once. */
final class MoveScenes {
    private final Map<Operation, MoveScene> prepared = new EnumMap<>(Operation.class);
    private final Map<Operation, Map<String, String>> undisturbed = new EnumMap<>(Operation.class);

    /** The same beginning for every cell of a move: what led to it is done once, and its folder is copied. */
    synchronized MoveScene before(Operation move, Path folder) throws InterruptedException, IOException {
        MoveScene known = prepared.get(move);
        if (known == null) {
            known = MoveScene.of(move, Files.createTempDirectory("prepared"));
            prepared.put(move, known);
        }
        known.moves().twin().copyTo(folder);
        return new MoveScene(move, new TwinMoves(new TwinFolder(folder)), known.run());
    }

    /** The end of the move where nobody disturbed it. */
    synchronized Map<String, String> undisturbed(Operation move) throws InterruptedException, IOException {
        Map<String, String> known = undisturbed.get(move);
        if (known == null) {
            MoveScene scene = before(move, Files.createTempDirectory("undisturbed"));
            scene.moves().report(scene.words());
            known = scene.end();
            undisturbed.put(move, known);
        }
        return known;
    }
}
