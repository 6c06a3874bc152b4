package io.twinlake.ledger.journal;

import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.id.RunId;
import java.util.Optional;

/** Groups whose replication is held until it is released, at most one hold per group. */
public interface Holds {
    /**
     * Holds a group; where it is held already, the new reason and run stand and the time stays. Needs no tenure: to hold is never wrong.
     */
    Hold hold(GroupName group, String reason, RunId run);

    /** Holds a group where no other run does: another's stays as it is. */
    Hold holdUnlessHeld(GroupName group, String reason, RunId run);

    Optional<Hold> current(GroupName group);

    /**
     * Releases a group from the hold that was read.
     *
     * @return false where it is held by another run since, or not at all; nothing was changed
     */
    boolean release(Hold hold);
}
