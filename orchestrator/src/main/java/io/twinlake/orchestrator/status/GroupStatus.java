package io.twinlake.orchestrator.status;

import io.twinlake.config.FailoverGroup;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a group stands.
 *
 * @param replicationPoint time up to which the whole group is at the replica
 * @param lag how old that is now; empty where there is none
 */
public record GroupStatus(
        FailoverGroup group,
        EpochState epoch,
        GroupState state,
        Optional<Instant> replicationPoint,
        Optional<Duration> lag,
        Optional<Run> lastRun,
        List<ReadinessCheck> readiness) {
    public GroupStatus {
        readiness = List.copyOf(readiness);
    }

    /** With more checks behind those that are there; one of the same name is not told twice. */
    public GroupStatus with(List<ReadinessCheck> more) {
        Set<String> told = readiness.stream().map(ReadinessCheck::check).collect(Collectors.toSet());
        List<ReadinessCheck> all = new ArrayList<>(readiness);
        more.stream().filter(check -> !told.contains(check.check())).forEach(all::add);
        return new GroupStatus(group, epoch, state, replicationPoint, lag, lastRun, all);
    }

    /** Whether the replica is older than the group's objective allows; a group that was never replicated misses it. */
    public boolean missesObjective() {
        return missesObjective(group, lag);
    }

    static boolean missesObjective(FailoverGroup group, Optional<Duration> lag) {
        return lag.isEmpty() || lag.get().compareTo(group.objectives().rpo()) > 0;
    }
}
