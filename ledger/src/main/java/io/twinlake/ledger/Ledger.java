package io.twinlake.ledger;

import io.twinlake.ledger.audit.Audit;
import io.twinlake.ledger.epoch.Epochs;
import io.twinlake.ledger.export.Exports;
import io.twinlake.ledger.journal.FenceStates;
import io.twinlake.ledger.journal.Holds;
import io.twinlake.ledger.journal.SavedSettings;
import io.twinlake.ledger.journal.SwitchJournal;
import io.twinlake.ledger.lease.Leases;
import io.twinlake.ledger.parity.ParityRecords;
import io.twinlake.ledger.readiness.ReadinessProofs;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.Runs;
import io.twinlake.ledger.state.Clones;
import io.twinlake.ledger.state.Intents;
import io.twinlake.ledger.state.ReplicaStates;
import io.twinlake.ledger.step.StepRecord;
import io.twinlake.ledger.step.Steps;
import io.twinlake.ledger.tenure.Tenure;

/**
 * The memory of Twinlake: what ran, what each object's state is, who serves, and who may write. Thread safe.
 *
 * <p>A ledger as it is opened can be read, and be told what needs no tenure: leases, epochs, holds that are set, the audit trail, exports,
 * proofs of readiness.
 * All else throws an {@link IllegalStateException}: a run writes {@link #under} its tenure.
 */
public interface Ledger extends AutoCloseable {
    /**
     * This ledger as a run writes it. Each of its changes looks at the tenure in its own transaction and, where that is over, throws a
     * {@link io.twinlake.ledger.failure.StaleWriterException} and changes nothing. Closing it closes this ledger.
     */
    Ledger under(Tenure tenure);

    Runs runs();

    ReplicaStates states();

    Intents intents();

    Clones clones();

    ParityRecords parity();

    Leases leases();

    Epochs epochs();

    Steps steps();

    SwitchJournal switches();

    SavedSettings savedSettings();

    FenceStates fences();

    Holds holds();

    ReadinessProofs readiness();

    Audit audit();

    Exports exports();

    /**
     * Whether a move has reached its commit point: the record of its promotion says so or, where its process died before it could be
     * written, the epoch that the promotion made.
     */
    default boolean hasPromoted(Run run) {
        return steps().of(run.id()).stream().anyMatch(StepRecord::isPromoted)
                || epochs().current(run.group(), run.direction().source()).isPromotedBy(run.id());
    }

    /** A random name of this very ledger, the same for its whole life; a restored copy has another. */
    String identity();

    @Override
    void close();
}
