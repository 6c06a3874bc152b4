package io.twinlake.orchestrator.run;

import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.run.Runs;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.lease.HeldLease;
import io.twinlake.orchestrator.lease.LeaseHeld;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the runs of a group that nobody works on any more: what was begun under an earlier epoch, and comparisons and rebuildings whose
 * process is gone. A move is never ended so: it is resumed, or taken back.
 *
 * @param group with the ledger as the holder of its epoch may write it
 */
public record EndLeftRuns(ProtectedGroup group) {
    private static final Logger LOG = LoggerFactory.getLogger(EndLeftRuns.class);

    /** @param now the group's epoch */
    public void before(Epoch now) {
        for (Run run : runs().open(group.name(), RunKind.SYNC, RunKind.VERIFY, RunKind.DRILL, RunKind.REBUILD)) {
            if (run.epoch().compareTo(now) < 0) {
                end(run, "Given up: the group is at epoch " + now + ".");
            } else if (run.kind() == RunKind.VERIFY || run.kind() == RunKind.REBUILD) {
                endUnlessAlive(run);
            }
        }
    }

    /** Whoever gets the lease of a run knows that its process is gone. */
    private void endUnlessAlive(Run run) {
        try (HeldLease free = group.leases().named(LeaseName.of(run.id()))) {
            end(run, "Its process ended before it did.");
        } catch (LeaseHeld alive) {
            LOG.debug("run goes on run={} kind={} reason={}", run.id(), run.kind(), alive.getMessage());
        }
    }

    private Runs runs() {
        return group.ledger().runs();
    }

    private void end(Run run, String message) {
        LOG.info("run ended for a process that is gone run={} kind={} message={}", run.id(), run.kind(), message);
        runs().end(run.id(), RunResult.FAILED, Map.of(), message);
    }
}
