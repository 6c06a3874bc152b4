package io.twinlake.orchestrator.status;

import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.orchestrator.group.ProtectedGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Reads how one group stands. */
public final class ReadStatus {
    private final ProtectedGroup group;
    private final Ledger ledger;

    public ReadStatus(ProtectedGroup group) {
        this.group = group;
        this.ledger = group.authority().withoutWitness().ledger();
    }

    /** With everything that stands between the group and a move: asks the regions, which takes a few seconds where one is dead. */
    public GroupStatus asked() {
        Standing standing = group.standing();
        return of(standing).with(group.readiness().of(standing));
    }

    /** From the ledger alone: nothing is asked over the network, not even a witness. */
    public GroupStatus read() {
        return of(serving());
    }

    /** Who serves, from the ledger alone. */
    public Standing serving() {
        return Standing.of(group.config(), ledger.epochs());
    }

    private GroupStatus of(Standing standing) {
        Instant now = group.clock().instant();
        Optional<Instant> point = ledger.states().replicationPoint(group.name(), standing.direction());
        Optional<Duration> lag = point.map(at -> notNegative(Duration.between(at, now)));
        Optional<Run> lastRun = ledger.runs().latest(group.name(), RunKind.SYNC);
        return new GroupStatus(
                group.config(),
                standing.state(),
                state(standing, lastRun, lag),
                point,
                lag,
                lastRun,
                ledger.readiness().latest(group.name()),
                new LedgerReadiness(ledger, group.config()).checks(lastRun));
    }

    private GroupState state(Standing standing, Optional<Run> lastRun, Optional<Duration> lag) {
        if (ledger.runs().openMove(group.name()).isPresent()) {
            return GroupState.MOVING;
        }
        if (standing.state().doubt().isPresent()
                || ledger.holds().current(group.name()).isPresent()) {
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
            case SUCCEEDED ->
                GroupStatus.missesObjective(group.config(), lag) ? GroupState.LAGGING : GroupState.CURRENT;
        };
    }

    /** The source's clock may be ahead of ours. */
    private static Duration notNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
