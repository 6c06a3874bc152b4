package io.twinlake.ledger.epoch;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import java.time.Instant;
import java.util.Optional;

/**
 * Who serves a group, since when, under which epoch.
 *
 * @param owner names what made the epoch, as it was given to {@link Epochs#promote}: a run that promoted, or the rollback of one; empty where none did yet
 * @param unprovenSince the time of the copy that this is restored from, as long as nothing tells whether a promotion came behind it
 */
public record EpochState(
        GroupName group,
        Epoch epoch,
        RegionName effectivePrimary,
        Instant since,
        String owner,
        Optional<Instant> unprovenSince) {
    private static final String ROLLBACK = "rollback of ";

    public EpochState(GroupName group, Epoch epoch, RegionName effectivePrimary, Instant since, String owner) {
        this(group, epoch, effectivePrimary, since, owner, Optional.empty());
    }

    /** The group as it is before its first promotion. */
    public EpochState(GroupName group, Epoch epoch, RegionName effectivePrimary, Instant since) {
        this(group, epoch, effectivePrimary, since, "");
    }

    /** The same where it is known that no promotion came behind it. */
    public EpochState proven() {
        return new EpochState(group, epoch, effectivePrimary, since, owner);
    }

    /** Why another region may serve by now; empty where it is known that none does. */
    public Optional<Doubt> doubt() {
        return unprovenSince.map(copied -> Doubt.of(this, copied));
    }

    /** @throws PrimaryUnproven where another region may serve by now */
    public void requireProven() {
        doubt().ifPresent(doubt -> {
            throw new PrimaryUnproven(doubt);
        });
    }

    /** Whether the run made this epoch by its promotion. */
    public boolean isPromotedBy(RunId run) {
        return owner.equals(run.value());
    }

    /** The run that made this epoch, by its promotion or because it was taken back; an empty name where none did. */
    public RunId mover() {
        return new RunId(isRollback() ? owner.substring(ROLLBACK.length()) : owner);
    }

    /** Whether the epoch was made because the run was taken back. */
    public boolean isRollbackOf(RunId run) {
        return owner.equals(rollbackOf(run));
    }

    /** Whether the epoch was made because a run was taken back. */
    public boolean isRollback() {
        return owner.startsWith(ROLLBACK);
    }

    /** The owner of an epoch that is made because a run is taken back: the same region serves, and whoever held the old one is stale. */
    public static String rollbackOf(RunId run) {
        return ROLLBACK + run;
    }
}
