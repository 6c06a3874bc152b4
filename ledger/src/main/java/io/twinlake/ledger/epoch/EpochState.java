package io.twinlake.ledger.epoch;

import io.twinlake.config.GroupName;
import io.twinlake.config.RegionName;
import io.twinlake.ledger.run.RunId;
import java.time.Instant;

/**
 * Who serves a group, since when, under which epoch.
 *
 * @param owner names the run that moved the epoch, as it was given to {@link Epochs#promote}; empty where none did yet
 */
public record EpochState(GroupName group, Epoch epoch, RegionName effectivePrimary, Instant since, String owner) {
    /** The group as it is before its first promotion. */
    public EpochState(GroupName group, Epoch epoch, RegionName effectivePrimary, Instant since) {
        this(group, epoch, effectivePrimary, since, "");
    }

    public boolean isPromotedBy(RunId run) {
        return owner.equals(run.value());
    }
}
