package io.twinlake.orchestrator.sync;

import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.journal.Hold;
import java.util.List;

/** What a sync does where replication waits since a move. */
@FunctionalInterface
public interface HeldReplication {
    /**
     * Releases the hold, or says why it stays.
     *
     * @param ledger as this sync may write it
     * @param guard called right before each write; it throws where this sync may write no more
     * @return what an operator should know of it, as sentences
     * @throws SyncHeld when replication waits on
     */
    List<String> open(Hold hold, EpochState epoch, Ledger ledger, Runnable guard);
}
