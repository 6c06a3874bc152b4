package io.twinlake.orchestrator.sync;

import io.twinlake.catalogsync.change.Plan;
import io.twinlake.catalogsync.outcome.ObjectOutcome;
import io.twinlake.ledger.run.Run;
import java.util.List;

/** Hears how a run goes on, from several threads. */
public interface SyncListener {
    /** Hears nothing. */
    SyncListener SILENT = new SyncListener() {};

    default void began(Run run, boolean resumed) {}

    default void planned(Plan plan) {}

    default void applied(int wave, List<ObjectOutcome> outcomes) {}
}
