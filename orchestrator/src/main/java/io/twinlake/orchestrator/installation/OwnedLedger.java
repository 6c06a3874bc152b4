package io.twinlake.orchestrator.installation;

import io.twinlake.config.TwinlakeConfig;
import io.twinlake.failover.epoch.Witness;
import io.twinlake.ledger.Ledger;
import io.twinlake.orchestrator.batch.BatchRuntime;
import io.twinlake.orchestrator.export.ExportRuns;
import io.twinlake.orchestrator.group.Regions;
import io.twinlake.orchestrator.group.Shared;
import io.twinlake.orchestrator.lease.Actor;
import io.twinlake.orchestrator.lease.Authority;
import io.twinlake.orchestrator.owner.OwnerServer;
import io.twinlake.orchestrator.schedule.Schedules;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The ledger that this process has open, and what all its commands share on it. */
final class OwnedLedger implements AutoCloseable {
    private final OpenedLedger opened;
    private final Components components;
    private final BatchRuntime batch;
    private final Ending ending;
    private final ExportRuns exports;
    private final Ending.Registration drain;
    private final AtomicReference<@Nullable Schedules> firing = new AtomicReference<>();
    private final AtomicReference<@Nullable OwnerServer> server = new AtomicReference<>();

    OwnedLedger(OpenedLedger opened, Components components, Ending ending) {
        this.opened = opened;
        this.components = components;
        this.batch = new BatchRuntime(opened.dataSource());
        this.ending = ending;
        this.drain = ending.add(batch::close);
        this.exports = new ExportRuns(Actor.ofThisProcess(), components.time());
        if (!opened.shared()) {
            // The file has one owner at a time, so whoever held a lease is gone; nobody waits for a killed process's
            // lease.
            opened.ledger().leases().endAll();
        }
    }

    /** Tells the runs that a thread of this process began to stop between two steps; false where it has none. */
    boolean interrupt(Thread worker) {
        return batch.active().interrupt(worker);
    }

    Installation installation(TwinlakeConfig config) {
        Optional<Witness> witness = Witnesses.witness(config, components.witness());
        Authority authority = Witnesses.authority(witness, ledger(), components.time());
        Regions regions = new Regions(config, components.workspaces());
        return new Installation(
                this, new Shared(config, authority, batch, regions, witness, components.means(), components.time()));
    }

    OpenedLedger opened() {
        return opened;
    }

    Ledger ledger() {
        return opened.ledger();
    }

    Ending ending() {
        return ending;
    }

    /** Carries copies of the ledger away after runs. */
    ExportRuns exports() {
        return exports;
    }

    /** The schedules that this process fires, if it serves. */
    AtomicReference<@Nullable Schedules> firing() {
        return firing;
    }

    /** What takes the commands of other processes, where they cannot open the ledger themselves. */
    AtomicReference<@Nullable OwnerServer> server() {
        return server;
    }

    @Override
    public void close() {
        drain.close();
        batch.close();
        exports.close();
        opened.close();
    }
}
