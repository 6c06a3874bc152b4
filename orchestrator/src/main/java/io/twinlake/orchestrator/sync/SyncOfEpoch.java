package io.twinlake.orchestrator.sync;

import io.twinlake.catalogsync.GroupSync;
import io.twinlake.config.FailoverGroup;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.epoch.EpochState;

/** Gives a group's sync in the direction of the epoch that its run was begun under, on the ledger as that run may write it. */
@FunctionalInterface
public interface SyncOfEpoch {
    GroupSync of(FailoverGroup group, EpochState epoch, Ledger ledger);
}
