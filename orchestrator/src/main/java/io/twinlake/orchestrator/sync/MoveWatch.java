package io.twinlake.orchestrator.sync;

import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.lease.Lease;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.ledger.lease.Leases;
import java.time.Duration;
import java.util.Optional;

/** Sees that somebody moves the group that is being synced; asks the ledger at most once a second. */
final class MoveWatch {
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();

    private final Leases leases;
    private final LeaseName move;
    private long askedAt;
    private boolean seen;

    MoveWatch(Leases leases, GroupName group) {
        this.leases = leases;
        this.move = LeaseName.move(group);
        this.askedAt = System.nanoTime() - PAUSE;
    }

    Optional<Lease> current() {
        return leases.current(move);
    }

    synchronized boolean seen() {
        if (!seen && System.nanoTime() - askedAt >= PAUSE) {
            askedAt = System.nanoTime();
            seen = current().isPresent();
        }
        return seen;
    }
}
