package io.twinlake.orchestrator.sync;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.time.Deadline;
import io.twinlake.config.time.Time;
import io.twinlake.ledger.lease.Lease;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.ledger.lease.Leases;
import java.time.Duration;
import java.util.Optional;

/** Sees that somebody moves the group that is being synced; asks the ledger at most once a second. */
final class MoveWatch {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Leases leases;
    private final LeaseName move;
    private final Time time;
    private Deadline pause;
    private boolean seen;

    MoveWatch(Leases leases, GroupName group, Time time) {
        this.leases = leases;
        this.move = LeaseName.move(group);
        this.time = time;
        this.pause = time.deadline(Duration.ZERO);
    }

    Optional<Lease> current() {
        return leases.current(move);
    }

    synchronized boolean seen() {
        if (!seen && pause.isOver()) {
            pause = time.deadline(PAUSE);
            seen = current().isPresent();
        }
        return seen;
    }
}
