package io.twinlake.ledger;

import io.twinlake.ledger.audit.Audit;
import io.twinlake.ledger.epoch.EpochGuard;
import io.twinlake.ledger.lease.Leases;
import io.twinlake.ledger.run.Runs;
import io.twinlake.ledger.state.Clones;
import io.twinlake.ledger.state.ParityRecords;
import io.twinlake.ledger.state.ReplicaStates;

/** The memory of Twinlake: what ran, what each object's state is, who serves, and who may write. Thread safe. */
public interface Ledger extends AutoCloseable {
    Runs runs();

    ReplicaStates states();

    Clones clones();

    ParityRecords parity();

    Leases leases();

    EpochGuard epochs();

    Audit audit();

    @Override
    void close();
}
