package io.twinlake.catalogsync;

import io.twinlake.catalogsync.change.Plan;
import io.twinlake.catalogsync.outcome.SyncStopped;
import io.twinlake.catalogsync.parity.ParityReport;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.catalogsync.rebuild.Recovered;
import io.twinlake.catalogsync.situation.Adoption;
import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.id.RunId;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One failover group in the direction that its effective primary gives. Failures of single objects are values in what comes back; a
 * region that cannot be reached at all, or a listing that broke off, is a {@link io.twinlake.clients.ClientException}.
 */
public interface GroupSync {
    /** The same, which may also write what a person lets it have. */
    GroupSync adopting(Adoption adoption);

    /** The same, which shows its plan before it writes anything; where that is refused by an exception, it ends there. */
    GroupSync provided(Consumer<Plan> accepted);

    /** Reads both sides and says what a sync would do; changes nothing anywhere. */
    Plan plan();

    /**
     * Plans for a run and makes sure of what its waves need (share, recipient, mounted catalog). The process that takes up an
     * interrupted run calls this again with the same run: what is already done is planned as kept, and clones in flight are waited for
     * by their statement id.
     *
     * @param goOn asked before each object; once it answers false, {@link SyncStopped} ends the wave
     */
    PreparedSync prepare(RunId run, BooleanSupplier goOn);

    /** Compares both sides, object by object, at the versions last replicated; changes nothing in either region. */
    ParityReport verify(Tier tier);

    /** The same of one name, which objects of several kinds may have; nothing else is compared. */
    ParityReport verify(Tier tier, ObjectName name);

    /**
     * Finds again, for a ledger that knows nothing of the group, which objects are pairs; changes nothing anywhere.
     *
     * @param run is named by what is recovered
     */
    Recovered recover(RunId run);
}
