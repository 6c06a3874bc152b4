package io.twinlake.ledger.epoch;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.id.Epoch;

/** Tells the epoch of a group and refuses writers that hold an older one. */
public interface EpochGuard {
    /** The current state; a group never seen before starts at {@link Epoch#FIRST} with its home region as effective primary. */
    EpochState current(GroupName group, RegionName home);

    /**
     * Called by every step that writes, right before it does.
     *
     * @throws StaleEpochException when a promotion has happened since the epoch was read
     */
    void require(GroupName group, Epoch held);
}
