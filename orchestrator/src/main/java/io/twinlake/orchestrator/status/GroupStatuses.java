package io.twinlake.orchestrator.status;

import io.twinlake.config.FailoverGroup;
import io.twinlake.config.RegionName;
import io.twinlake.failover.readiness.Readiness;
import io.twinlake.ledger.Direction;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.orchestrator.lease.Authority;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Reads how groups stand. */
public final class GroupStatuses {
    private final Ledger witnessed;
    private final Ledger ledger;
    private final Clock clock;
    private final Readiness regions;

    /** @param regions tells what can only be known by asking the regions, the switches and the witness */
    public GroupStatuses(Authority authority, Clock clock, Readiness regions) {
        this.witnessed = authority.ledger();
        this.ledger = authority.withoutWitness().ledger();
        this.clock = clock;
        this.regions = regions;
    }

    /** With everything that stands between the group and a move: asks the regions, which takes a few seconds where one is dead. */
    public GroupStatus asked(FailoverGroup group) {
        EpochState epoch = witnessed.epochs().current(group.name(), group.home());
        return of(group, epoch).with(regions.of(group));
    }

    /** From the ledger alone: nothing is asked over the network, not even a witness. */
    public GroupStatus of(FailoverGroup group) {
        return of(group, serving(group));
    }

    /** Who serves, from the ledger alone. */
    public EpochState serving(FailoverGroup group) {
        return ledger.epochs().current(group.name(), group.home());
    }

    private GroupStatus of(FailoverGroup group, EpochState epoch) {
        Instant now = clock.instant();
        RegionName source = epoch.effectivePrimary();
        Direction direction = new Direction(source, group.otherThan(source));
        Optional<Instant> point = ledger.states().replicationPoint(group.name(), direction);
        Optional<Duration> lag = point.map(at -> notNegative(Duration.between(at, now)));
        Optional<Run> lastRun = ledger.runs().latest(group.name(), RunKind.SYNC);
        return new GroupStatus(
                group,
                epoch,
                state(group, lastRun, lag),
                point,
                lag,
                lastRun,
                new LedgerReadiness(ledger, group).checks(lastRun));
    }

    private GroupState state(FailoverGroup group, Optional<Run> lastRun, Optional<Duration> lag) {
        if (new UnsettledMove(ledger).of(group.name()).isPresent()) {
            return GroupState.MOVING;
        }
        if (ledger.holds().current(group.name()).isPresent()) {
            return GroupState.HELD;
        }
        if (lastRun.isEmpty()) {
            return GroupState.NEVER_SYNCED;
        }
        RunResult result = lastRun.get().result();
        return switch (result) {
            case RUNNING -> GroupState.SYNCING;
            case FAILED, INTERRUPTED -> GroupState.FAILING;
            case PARTIAL -> GroupState.PARTIAL;
            case SUCCEEDED -> GroupStatus.missesObjective(group, lag) ? GroupState.LAGGING : GroupState.CURRENT;
        };
    }

    /** The source's clock may be ahead of ours. */
    private static Duration notNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
