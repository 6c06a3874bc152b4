package io.twinlake.orchestrator.sync;

import io.twinlake.config.failure.OwnCategory;
import io.twinlake.config.failure.TwinlakeException;
import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.journal.Hold;

/** The way back to the region that stands by stays closed: nothing was copied. */
public final class SyncHeld extends TwinlakeException {
    /**
     * @param why what keeps it held now, as part of a sentence
     * @param next what to do, as a sentence
     */
    public SyncHeld(Hold hold, String why, String next) {
        super(
                OwnCategory.HELD,
                "Replication of group " + hold.group() + " is held since " + hold.since() + " by run " + hold.run()
                        + ": " + why + ".",
                next,
                null);
    }

    /** Where nothing held replication, and an operator's decision on stranded commits could not be carried out. */
    public SyncHeld(GroupName group, String why, String next) {
        super(
                OwnCategory.HELD,
                "What is stranded is not settled in group " + group + ", and nothing was copied: " + why + ".",
                next,
                null);
    }
}
