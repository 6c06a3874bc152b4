package io.twinlake.catalogsync;

import io.twinlake.catalogsync.change.Plan;
import io.twinlake.catalogsync.outcome.ObjectOutcome;
import io.twinlake.catalogsync.outcome.SyncStopped;
import java.util.List;

/**
 * A planned run, applied wave by wave: all partitions of a wave end before the next wave begins. Safe to use from several threads, each
 * with its own partition.
 */
public interface PreparedSync {
    Plan plan();

    /** Waves are numbered from 0. */
    int waves();

    /** Objects that a wave changes. */
    int size(int wave);

    /**
     * Applies a wave's share of changes: those whose position in it is {@code partition} modulo {@code partitions}. Each object's intent is
     * in the ledger before its first remote write, outcomes follow in groups. One failing object never stops the rest.
     *
     * @throws SyncStopped when told to stop between two objects
     * @throws io.twinlake.ledger.epoch.StaleEpochException when a promotion happened since
     */
    List<ObjectOutcome> applyWave(int wave, int partition, int partitions);

    /** Records what needed no work, prepares the way back and advances the replication point. */
    SyncReport finish();
}
