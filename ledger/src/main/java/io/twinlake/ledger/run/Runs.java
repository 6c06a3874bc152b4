package io.twinlake.ledger.run;

import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The runs of all groups, newest first where listed. */
public interface Runs {
    /** Starts a run and returns its row, which is durable before this returns. */
    Run start(GroupName group, RunKind kind, Direction direction, Epoch epoch);

    /** Ends a run. Ending an ended run again with the same result changes nothing. */
    void end(RunId run, RunResult result, Map<String, Integer> counts, String message);

    /** Takes up an interrupted run again: it is RUNNING once more, under its old id. */
    void resume(RunId run);

    Optional<Run> find(RunId run);

    /** The run of these kinds that was begun last, whatever the clocks of hosts say. */
    Optional<Run> latest(GroupName group, RunKind... kinds);

    /** The group's move that was begun last, as long as it has not ended: it is at work, or was broken off. */
    default Optional<Run> openMove(GroupName group) {
        return latest(group, RunKind.FAILOVER, RunKind.FAILBACK)
                .filter(run -> run.result().isOpen());
    }

    /** The runs of these kinds that have not ended, or are to be taken up again; the newest first. */
    List<Run> open(GroupName group, RunKind... kinds);

    Optional<Run> latestSuccess(GroupName group, RunKind kind);

    List<Run> history(Collection<GroupName> groups, int limit);

    /** Whether a run is from the copy that this ledger was restored from, as long as nothing tells what came behind that. */
    boolean isCopied(RunId run);
}
