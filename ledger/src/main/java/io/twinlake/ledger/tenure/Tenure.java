package io.twinlake.ledger.tenure;

import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.lease.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What entitles a run to write into the ledger: the epoch that it began under, and the leases that it took. It is over for good once the
 * epoch moves or one of the leases has another holder.
 *
 * @param run whose own promotion does not end its tenure
 */
public record Tenure(GroupName group, Epoch epoch, Optional<RunId> run, List<Lease> leases) {
    public Tenure {
        leases = List.copyOf(leases);
    }

    /** That of whoever holds an epoch, and no lease. */
    public static Tenure of(GroupName group, Epoch epoch) {
        return new Tenure(group, epoch, Optional.empty(), List.of());
    }

    public Tenure with(Lease lease) {
        List<Lease> all = new ArrayList<>(leases);
        all.add(lease);
        return new Tenure(group, epoch, run, all);
    }

    /** With the lease that is held, if one is: the witness's is none of the ledger's. */
    public Tenure with(Optional<Lease> lease) {
        return lease.map(this::with).orElse(this);
    }

    /** The same for a run that may promote: it goes on in the epoch that it makes. */
    public Tenure of(RunId promoting) {
        return new Tenure(group, epoch, Optional.of(promoting), leases);
    }

    /** Whether the epoch is the one that this tenure began in, or the one that its own run made. */
    public boolean includes(EpochState current) {
        return current.epoch().equals(epoch)
                || (current.epoch().equals(epoch.next())
                        && run.filter(current::isPromotedBy).isPresent());
    }
}
