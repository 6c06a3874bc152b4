package io.twinlake.ledger.epoch;

import io.twinlake.config.GroupName;
import io.twinlake.config.RegionName;
import io.twinlake.ledger.run.RunId;
import java.time.Instant;

/**
 * Who serves a group, since when, under which epoch.
 *
 * @param owner names what made the epoch, as it was given to {@link Epochs#promote}: a run that promoted, or the rollback of one; empty where none did yet
 */
public record EpochState(GroupName group, Epoch epoch, RegionName effectivePrimary, Instant since, String owner) {
    private static final String ROLLBACK = "rollback of ";

    /** The group as it is before its first promotion. */
    public EpochState(GroupName group, Epoch epoch, RegionName effectivePrimary, Instant since) {
        this(group, epoch, effectivePrimary, since, "");
    }

    /** Whether the run made this epoch by its promotion. */
    public boolean isPromotedBy(RunId run) {
        return owner.equals(run.value());
    }

    /** The run that made this epoch, by its promotion or because it was taken back; an empty name where none did. */
    public RunId mover() {
        return new RunId(owner.startsWith(ROLLBACK) ? owner.substring(ROLLBACK.length()) : owner);
    }

    /** Whether the epoch was made because the run was taken back. */
    public boolean isRollbackOf(RunId run) {
        return owner.equals(rollbackOf(run));
    }

    /** The owner of an epoch that is made because a run is taken back: the same region serves, and whoever held the old one is stale. */
    public static String rollbackOf(RunId run) {
        return ROLLBACK + run;
    }
}
