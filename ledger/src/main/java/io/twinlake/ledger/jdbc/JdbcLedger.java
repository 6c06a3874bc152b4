package io.twinlake.ledger.jdbc;

import io.twinlake.config.LedgerLocation;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.audit.Audit;
import io.twinlake.ledger.epoch.Epochs;
import io.twinlake.ledger.export.Exports;
import io.twinlake.ledger.failure.LedgerException;
import io.twinlake.ledger.journal.FenceStates;
import io.twinlake.ledger.journal.Holds;
import io.twinlake.ledger.journal.SavedSettings;
import io.twinlake.ledger.journal.SwitchJournal;
import io.twinlake.ledger.lease.Leases;
import io.twinlake.ledger.parity.ParityRecords;
import io.twinlake.ledger.readiness.ReadinessProofs;
import io.twinlake.ledger.run.Runs;
import io.twinlake.ledger.state.Clones;
import io.twinlake.ledger.state.Intents;
import io.twinlake.ledger.state.ReplicaStates;
import io.twinlake.ledger.step.Steps;
import io.twinlake.ledger.tenure.Tenure;
import java.time.Clock;
import javax.sql.DataSource;

/** The ledger in an H2 file, which one process at a time owns, or in a PostgreSQL database that several share. */
public final class JdbcLedger implements Ledger {
    private final Database database;
    private final Clock clock;

    private JdbcLedger(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Opens the ledger and brings its tables to this version.
     *
     * @param clock dates runs, epochs and audit entries; leases go by the database's own
     * @throws io.twinlake.ledger.failure.LedgerInUse when another process owns the file
     * @throws io.twinlake.ledger.failure.LedgerException when it cannot be opened for another reason
     */
    public static JdbcLedger open(LedgerLocation location, Clock clock) {
        return new JdbcLedger(Database.open(location), clock);
    }

    /** The database, which also holds the tables of Spring Batch and Quartz. Closed with the ledger. */
    public DataSource dataSource() {
        return database.dataSource();
    }

    /** What it means for the ledger that somebody could not use the tables of his own in its database. */
    public static LedgerException unusable(RuntimeException failure) {
        return Database.unusable(failure);
    }

    @Override
    public Ledger under(Tenure tenure) {
        return new JdbcLedger(database.under(tenure), clock);
    }

    @Override
    public Runs runs() {
        return new JdbcRuns(database, clock);
    }

    @Override
    public ReplicaStates states() {
        return new JdbcReplicaStates(database);
    }

    @Override
    public Intents intents() {
        return new JdbcIntents(database);
    }

    @Override
    public Clones clones() {
        return new JdbcClones(database);
    }

    @Override
    public ParityRecords parity() {
        return new JdbcParityRecords(database);
    }

    @Override
    public Leases leases() {
        return new JdbcLeases(database);
    }

    @Override
    public Epochs epochs() {
        return new JdbcEpochs(database, clock);
    }

    @Override
    public Steps steps() {
        return new JdbcSteps(database, clock);
    }

    @Override
    public SwitchJournal switches() {
        return new JdbcSwitchJournal(database);
    }

    @Override
    public SavedSettings savedSettings() {
        return new JdbcSavedSettings(database);
    }

    @Override
    public FenceStates fences() {
        return new JdbcFenceStates(database);
    }

    @Override
    public Holds holds() {
        return new JdbcHolds(database, clock);
    }

    @Override
    public ReadinessProofs readiness() {
        return new JdbcReadinessProofs(database, clock);
    }

    @Override
    public String identity() {
        return new JdbcIdentity(database).value();
    }

    @Override
    public Audit audit() {
        return new JdbcAudit(database, clock);
    }

    @Override
    public Exports exports() {
        return new JdbcExports(database, clock);
    }

    @Override
    public void close() {
        database.close();
    }
}
