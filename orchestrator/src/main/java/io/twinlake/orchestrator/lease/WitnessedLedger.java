package io.twinlake.orchestrator.lease;

import io.twinlake.failover.epoch.EpochKeeper;
import io.twinlake.ledger.Ledger;
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
import io.twinlake.ledger.step.Steps;
import io.twinlake.ledger.tenure.Tenure;

/** A ledger whose epochs are the witness's. */
record WitnessedLedger(Ledger ledger, EpochKeeper keeper) implements Ledger {
    @Override
    public Ledger under(Tenure tenure) {
        return new WitnessedLedger(ledger.under(tenure), keeper);
    }

    @Override
    public Epochs epochs() {
        return keeper;
    }

    /** From the ledger's own copy: whoever reports on a move does not wait for a witness. */
    @Override
    public boolean hasPromoted(Run run) {
        return ledger.hasPromoted(run);
    }

    @Override
    public Runs runs() {
        return ledger.runs();
    }

    @Override
    public ReplicaStates states() {
        return ledger.states();
    }

    @Override
    public ReadinessProofs readiness() {
        return ledger.readiness();
    }

    @Override
    public Intents intents() {
        return ledger.intents();
    }

    @Override
    public Clones clones() {
        return ledger.clones();
    }

    @Override
    public ParityRecords parity() {
        return ledger.parity();
    }

    @Override
    public Leases leases() {
        return ledger.leases();
    }

    @Override
    public Steps steps() {
        return ledger.steps();
    }

    @Override
    public SwitchJournal switches() {
        return ledger.switches();
    }

    @Override
    public SavedSettings savedSettings() {
        return ledger.savedSettings();
    }

    @Override
    public FenceStates fences() {
        return ledger.fences();
    }

    @Override
    public Holds holds() {
        return ledger.holds();
    }

    @Override
    public Audit audit() {
        return ledger.audit();
    }

    @Override
    public Exports exports() {
        return ledger.exports();
    }

    @Override
    public String identity() {
        return ledger.identity();
    }

    @Override
    public void close() {
        ledger.close();
    }
}
