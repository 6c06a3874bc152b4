package io.twinlake.orchestrator.move.run;

import io.twinlake.config.failure.OwnCategory;
import io.twinlake.config.failure.TwinlakeException;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.epoch.EpochState;

/** A move was not begun, or not gone on with: why, and what to do. Nothing was changed. */
public final class MoveRefused extends TwinlakeException {
    MoveRefused(String message, String next) {
        super(OwnCategory.PRECONDITION, message, next, null);
    }

    /** The region that shall serve does so already, or would by a copy that does not prove it. */
    static MoveRefused servedAlready(Standing standing) {
        EpochState epoch = standing.state();
        return epoch.doubt()
                .map(doubt -> new MoveRefused(
                        doubt.sentence() + " So it cannot be moved to " + standing.serving() + ". Nothing was changed.",
                        "If " + standing.standby()
                                + " served last, say so, even if it is dead: `twinlake ledger restore --primary "
                                + standing.standby() + " --group " + epoch.group()
                                + "`. Then run the failover again. If " + standing.serving()
                                + " served last, name that one: nothing is to be moved."))
                .orElseGet(() -> new MoveRefused(
                        "Group " + epoch.group() + " is served by " + standing.serving() + " already, since "
                                + epoch.since() + " (epoch " + epoch.epoch() + ").",
                        "`twinlake status` tells how it stands."));
    }
}
