package io.twinlake.sandbox.region.delta.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.region.lake.LakeFile;
import io.twinlake.sandbox.region.lake.LakePath;
import io.twinlake.sandbox.region.lake.LakeStorage;
import java.util.ArrayList;
import java.util.List;

/** Reads checkpoints of all kinds: one file, several parts, and those whose file actions are in sidecars. */
final class Checkpoint {

    private final LakeStorage storage;
    private final LakePath logFolder;

    Checkpoint(LakeStorage storage, LakePath logFolder) {
        this.storage = storage;
        this.logFolder = logFolder;
    }

    List<ObjectNode> read(List<LakeFile> parts) {
        List<ObjectNode> actions = new ArrayList<>();
        for (LakeFile part : parts) {
            for (ObjectNode action : actions(part.path())) {
                if (action.get("sidecar") instanceof ObjectNode sidecar) {
                    actions.addAll(actions(
                            logFolder.child("_sidecars/" + sidecar.path("path").asText())));
                } else {
                    actions.add(action);
                }
            }
        }
        return actions;
    }

    private List<ObjectNode> actions(LakePath file) {
        byte[] bytes = storage.read(file)
                .orElseThrow(() -> new DeltaFailure(
                        "DELTA_LOG_FILE_NOT_FOUND", "42K03", "The checkpoint file " + file + " was removed."));
        return file.fileName().endsWith(".json") ? Json.lines(bytes) : ParquetActions.read(bytes);
    }
}
