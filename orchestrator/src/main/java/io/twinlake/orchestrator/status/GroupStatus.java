package io.twinlake.orchestrator.status;

import io.twinlake.config.group.FailoverGroup;
import io.twinlake.failover.readiness.Check;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.readiness.ReadinessProof;
import io.twinlake.ledger.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a group stands.
 *
 * @param replicationPoint time up to which the whole group is at the replica
 * @param lag how old that is now; empty where there is none
 * @param proof what was found when all was asked last; empty where it never was
 */
public record GroupStatus(
        FailoverGroup group,
        EpochState epoch,
        GroupState state,
        Optional<Instant> replicationPoint,
        Optional<Duration> lag,
        Optional<Run> lastRun,
        Optional<ReadinessProof> proof,
        List<Check> readiness) {
    public GroupStatus {
        readiness = List.copyOf(readiness);
    }

    /** With more checks behind those that are there. */
    public GroupStatus with(List<Check> more) {
        List<Check> all = new ArrayList<>(readiness);
        all.addAll(more);
        return new GroupStatus(group, epoch, state, replicationPoint, lag, lastRun, proof, all);
    }

    /** With what was found when all was asked last. */
    public GroupStatus with(Optional<ReadinessProof> last) {
        return new GroupStatus(group, epoch, state, replicationPoint, lag, lastRun, last, readiness);
    }

    /** Whether the replica is older than the group's objective allows; a group that was never replicated misses it. */
    public boolean missesObjective() {
        return missesObjective(group, lag);
    }

    static boolean missesObjective(FailoverGroup group, Optional<Duration> lag) {
        return lag.isEmpty() || lag.get().compareTo(group.objectives().rpo()) > 0;
    }
}
