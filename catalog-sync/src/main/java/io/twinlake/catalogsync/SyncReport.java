package io.twinlake.catalogsync;

import io.twinlake.catalogsync.outcome.ObjectOutcome;
import io.twinlake.catalogsync.outcome.Remarks;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.state.CloneRecord;
import io.twinlake.ledger.state.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a sync ended.
 *
 * @param result SUCCEEDED only when no object failed or is blocked, else PARTIAL
 * @param counts every object in scope once, by outcome
 * @param clones finished clones of this run, those of an interrupted first part included
 * @param failed failed and blocked objects, each with its reason
 * @param remarks what an operator should read though nothing failed
 * @param replicationPoint the source's time up to which the whole group is at the replica, if it ever was
 */
public record SyncReport(
        RunId run,
        RunResult result,
        Map<Outcome, Integer> counts,
        List<CloneRecord> clones,
        List<ObjectOutcome> failed,
        Remarks remarks,
        Optional<Instant> replicationPoint) {
    public SyncReport {
        counts = Map.copyOf(counts);
        clones = List.copyOf(clones);
        failed = List.copyOf(failed);
    }

    /** The same report with more to read. */
    public SyncReport warning(List<String> more) {
        return new SyncReport(run, result, counts, clones, failed, remarks.warning(more), replicationPoint);
    }
}
