package io.twinlake.orchestrator.run;

import io.twinlake.config.LeaseTerms;
import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.lease.LeaseAttempt;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the runs of a group that nobody works on any more: what was begun under an earlier epoch, and comparisons and rebuildings whose
 * process is gone. A move is never ended so: it is resumed, or taken back.
 *
 * @param owner who does it, for people
 */
public record EndLeftRuns(LeaseTerms lease, String owner) {
    private static final Logger LOG = LoggerFactory.getLogger(EndLeftRuns.class);

    /** @param writable the ledger as the holder of the group's epoch may write it */
    public void of(GroupName group, Epoch now, Ledger writable) {
        for (Run run : writable.runs().open(group, RunKind.SYNC, RunKind.VERIFY, RunKind.DRILL, RunKind.REBUILD)) {
            if (run.epoch().compareTo(now) < 0) {
                end(writable, run, "Given up: the group is at epoch " + now + ".");
            } else if (run.kind() == RunKind.VERIFY || run.kind() == RunKind.REBUILD) {
                endUnlessAlive(writable, run);
            }
        }
    }

    /** Whoever gets the lease of a run knows that its process is gone. */
    private void endUnlessAlive(Ledger writable, Run run) {
        LeaseAttempt attempt = writable.leases().acquire(LeaseName.of(run.id()), owner, lease.timeToLive());
        if (attempt instanceof LeaseAttempt.Acquired free) {
            end(writable, run, "Its process ended before it did.");
            writable.leases().release(free.lease());
        }
    }

    private static void end(Ledger writable, Run run, String message) {
        LOG.info("run ended for a process that is gone run={} kind={} message={}", run.id(), run.kind(), message);
        writable.runs().end(run.id(), RunResult.FAILED, Map.of(), message);
    }
}
