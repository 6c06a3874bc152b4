package io.twinlake.sandbox.region.delta.copy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.region.delta.log.Actions;
import io.twinlake.sandbox.region.delta.log.CommitInfo;
import io.twinlake.sandbox.region.delta.log.TableLog;
import io.twinlake.sandbox.region.delta.log.TableSnapshot;
import io.twinlake.sandbox.region.lake.LakeStorage;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a table equal to another one at a version, by one commit.
 *
 * <p>1. Files are copied first, and only those that the target's folder lacks: a clone that was killed leaves the table
 * as it was, and the next one goes on. 2. The commit is put only if nobody else committed. 3. Nothing is deleted from
 * storage: what the target no longer needs is removed from its log.
 */
public final class TableClone {

    private final LakeStorage storage;
    private final Clock clock;
    private final Runnable betweenFiles;

    /** {@code betweenFiles} is called before each copied file and may throw to end the clone. */
    public TableClone(LakeStorage storage, Clock clock, Runnable betweenFiles) {
        this.storage = storage;
        this.clock = clock;
        this.betweenFiles = betweenFiles;
    }

    /**
     * Clones into a place where there is no table, or over the table that is there.
     *
     * @throws DeltaFailure when the source's files are gone, the target changed meanwhile, or its columns cannot follow
     */
    public CloneOutcome run(CloneRequest request, TableLog target) {
        TableSnapshot source = request.source();
        Optional<TableSnapshot> before = target.latest();
        CloneChecks.requireReadable(source);
        if (before.isPresent() && isClone(target)) {
            CloneChecks.requireFollowable(before.get(), source);
        }
        FileChanges changes = FileChanges.between(before, source, request.shallow());
        if (!request.shallow()) {
            new FileCopy(storage, betweenFiles).copyMissing(changes.added(), target.root());
        }
        CloneOutcome outcome =
                changes.outcome(before.map(old -> old.version() + 1).orElse(0L));
        target.commitOrFail(outcome.version(), actions(request, before, changes, outcome));
        return outcome;
    }

    private List<ObjectNode> actions(
            CloneRequest request, Optional<TableSnapshot> before, FileChanges changes, CloneOutcome outcome) {
        Instant now = clock.instant();
        CloneMetadata metadata = new CloneMetadata(request, before, now);
        List<ObjectNode> actions = new ArrayList<>();
        actions.add(CommitInfo.action(now, "CLONE", parameters(request), metrics(outcome), metadata.configuration()));
        actions.add(Actions.protocol(metadata.protocol()));
        actions.add(Actions.metaData(metadata.metaData()));
        metadata.domains().forEach(actions::add);
        request.source().transactions().values().forEach(txn -> actions.add(Actions.transaction(txn)));
        changes.removed().forEach(add -> actions.add(Actions.removal(add, now)));
        changes.addedActions().forEach(add -> actions.add(Actions.add(add)));
        return actions;
    }

    private static boolean isClone(TableLog target) {
        return target.history(1).stream()
                .anyMatch(last -> last.info().path("operation").asText().equals("CLONE"));
    }

    private static Map<String, String> parameters(CloneRequest request) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("source", request.sourceName());
        parameters.put("sourceVersion", String.valueOf(request.source().version()));
        parameters.put("isShallow", String.valueOf(request.shallow()));
        return parameters;
    }

    private static Map<String, String> metrics(CloneOutcome outcome) {
        Map<String, String> metrics = new LinkedHashMap<>();
        metrics.put("sourceTableSize", String.valueOf(outcome.sourceTableSize()));
        metrics.put("sourceNumOfFiles", String.valueOf(outcome.sourceNumOfFiles()));
        metrics.put("numCopiedFiles", String.valueOf(outcome.numCopiedFiles()));
        metrics.put("copiedFilesSize", String.valueOf(outcome.copiedFilesSize()));
        metrics.put("numRemovedFiles", String.valueOf(outcome.numRemovedFiles()));
        metrics.put("removedFilesSize", String.valueOf(outcome.removedFilesSize()));
        return metrics;
    }
}
