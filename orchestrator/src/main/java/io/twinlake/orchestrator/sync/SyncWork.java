package io.twinlake.orchestrator.sync;

import io.twinlake.catalogsync.GroupSync;
import io.twinlake.catalogsync.PreparedSync;
import io.twinlake.catalogsync.SyncReport;
import io.twinlake.catalogsync.outcome.SyncStopped;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.run.Run;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one run's steps do, and what they share in this process. Everything that a later process needs is in the ledger: it prepares
 * anew and finds done what was done.
 */
final class SyncWork {
    private static final Logger LOG = LoggerFactory.getLogger(SyncWork.class);

    private final Ledger ledger;
    private final GroupSync sync;
    private final Run run;
    private final BooleanSupplier goOn;
    private final SyncListener listener;
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private @Nullable PreparedSync prepared;
    private @Nullable SyncReport report;

    SyncWork(Ledger ledger, GroupSync sync, Run run, BooleanSupplier goOn, SyncListener listener) {
        this.ledger = ledger;
        this.sync = sync;
        this.run = run;
        this.goOn = goOn;
        this.listener = listener;
    }

    void prepare() {
        attempt(() -> {
            prepared = sync.prepare(run.id(), goOn);
            prepared.plan()
                    .firstClones()
                    .sentence()
                    .ifPresent(sentence -> LOG.info("first clones run={} {}", run.id(), sentence));
            new HealingTrail(ledger.audit())
                    .begins(run, prepared.plan().remarks().healed());
            listener.planned(prepared.plan());
        });
    }

    void applyWave(int wave, int partition, int partitions) {
        attempt(() -> listener.applied(wave, prepared().applyWave(wave, partition, partitions)));
    }

    void finish() {
        attempt(() -> {
            if (!goOn.getAsBoolean()) {
                throw new SyncStopped(
                        "run " + run.id() + " was told to stop before its end; the next one goes on with it");
            }
            SyncReport finished = prepared().finish();
            ledger.runs().end(run.id(), finished.result(), Counts.byWord(finished.counts()), Counts.sentence(finished));
            report = finished;
        });
    }

    PreparedSync prepared() {
        if (prepared == null) {
            throw new IllegalStateException("run " + run.id() + " is not prepared");
        }
        return prepared;
    }

    boolean isPrepared() {
        return prepared != null;
    }

    @Nullable
    SyncReport report() {
        return report;
    }

    /** The first exception of any step: Batch itself keeps only its text. */
    @Nullable
    RuntimeException failure() {
        return failure.get();
    }

    private void attempt(Runnable step) {
        try {
            ledger.epochs().require(run.group(), run.epoch());
            step.run();
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
            throw e;
        }
    }
}
