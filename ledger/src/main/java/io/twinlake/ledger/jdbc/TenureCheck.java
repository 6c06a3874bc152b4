package io.twinlake.ledger.jdbc;

import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.epoch.StaleEpochException;
import io.twinlake.ledger.lease.Lease;
import io.twinlake.ledger.tenure.LeaseLostException;
import io.twinlake.ledger.tenure.Tenure;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Looks within a transaction whether a tenure lasts, and keeps it from ending before the transaction does. Rows are locked in one order,
 * the epoch's first: so nobody waits for another in a circle.
 */
final class TenureCheck {
    private TenureCheck() {}

    static void require(Handle handle, Tenure tenure) {
        EpochState current = lockEpoch(handle, tenure.group())
                .orElseThrow(() -> new IllegalStateException("nobody asked for the epoch of " + tenure.group()));
        if (!tenure.includes(current)) {
            throw new StaleEpochException(tenure.group(), tenure.epoch(), current.epoch());
        }
        requireLeases(handle, tenure);
    }

    static void requireLeases(Handle handle, Tenure tenure) {
        for (Lease lease : tenure.leases()) {
            if (!isHeld(handle, lease)) {
                throw new LeaseLostException(lease);
            }
        }
    }

    static Optional<EpochState> lockEpoch(Handle handle, GroupName group) {
        return handle.createQuery("SELECT * FROM epochs WHERE group_name = :group FOR UPDATE")
                .bind("group", group.value())
                .map((row, context) -> JdbcEpochs.read(row))
                .findOne();
    }

    /** One that ran out and that nobody else took is held still: it can be renewed. */
    private static boolean isHeld(Handle handle, Lease lease) {
        return handle.createQuery("SELECT owner, fence FROM leases WHERE name = :name FOR UPDATE")
                .bind("name", lease.name().value())
                .map((row, context) -> row.getLong("fence") == lease.fence()
                        && row.getString("owner").equals(lease.owner()))
                .findOne()
                .orElse(false);
    }
}
