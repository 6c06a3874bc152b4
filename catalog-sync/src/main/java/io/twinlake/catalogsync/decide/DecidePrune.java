package io.twinlake.catalogsync.decide;

import io.twinlake.catalogsync.change.Change;
import io.twinlake.catalogsync.change.ChangeType;
import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.Ownership;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.config.group.OnDelete;
import io.twinlake.config.group.SyncLimits;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.state.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides about replicas of ours whose source is gone. Off by default, counted and capped; never for a catalog, and never where a
 * listing of the source failed, left out the whole catalog, or may leave out what Twinlake does not manage.
 */
final class DecidePrune {
    private final Situation situation;
    private final Ownership ownership;
    private final SyncLimits limits;

    DecidePrune(Situation situation) {
        this.situation = situation;
        this.ownership = new Ownership(situation);
        this.limits = situation.group().sync();
    }

    /** Objects go in the given wave, schemas in the one after it. */
    List<Work> decide(int wave) {
        List<Securable> gone = situation.replica().securables().values().stream()
                .filter(replica -> replica.kind() != SecurableKind.CATALOG)
                .filter(replica -> replica.unsupported() == null)
                .filter(replica -> ownership.ours(replica) && !ownership.adopts(replica))
                .filter(replica -> !ownership.madeByThePlatform(replica))
                .filter(replica -> replica.marker() == null || !replica.marker().archived())
                .filter(this::sourceIsGone)
                .toList();
        long due = gone.stream().filter(this::isDue).count();
        boolean tooMany = due > limits.maxPrune();
        return gone.stream()
                .map(replica -> !isDue(replica)
                        ? work(replica, wave, ChangeType.KEEP, whyItStays(replica), null)
                        : tooMany ? refused(replica, wave, due) : work(replica, wave, ChangeType.PRUNE, null, null))
                .toList();
    }

    private boolean isDue(Securable replica) {
        return limits.onDelete() instanceof OnDelete.KeepMarked kept
                ? !situation
                        .source()
                        .at()
                        .isBefore(situation.goneSince(replica.key()).plus(kept.time()))
                : limits.onDelete() instanceof OnDelete.Prune;
    }

    /** Of one that is found so for the first time no time is said: a plan made again says the same. */
    private String whyItStays(Securable replica) {
        if (limits.onDelete() instanceof OnDelete.KeepMarked kept) {
            String days = " (onDelete: keepMarked " + kept.time().toDays() + ")";
            return situation
                    .knownGoneSince(replica.key())
                    .map(since -> "its source is gone since " + since + "; the first sync from "
                            + since.plus(kept.time()) + " on removes the replica" + days)
                    .orElse("its source is gone; its time begins with the sync that finds it so" + days);
        }
        return "its source is gone; the replica stays (onDelete: report)";
    }

    private boolean sourceIsGone(Securable replica) {
        return situation.source().findNamed(replica.key()).isEmpty()
                && situation.source().showsCatalogOf(replica.key())
                && situation.source().knowsAbsence(replica.key());
    }

    private Work refused(Securable replica, int wave, long count) {
        Failure failure = Failures.blocked(
                replica.key() + " would be one of " + count + " removals; one run may make " + limits.maxPrune(),
                "Check that so much is really gone from the source, then let one run remove it: `twinlake sync --max-prune "
                        + count + "`, or raise the group's sync.maxPrune.");
        return work(replica, wave, ChangeType.BLOCKED, failure.message(), failure);
    }

    private Work work(
            Securable replica, int wave, ChangeType type, @Nullable String reason, @Nullable Failure failure) {
        SecurableKey key = replica.key();
        int own = replica.kind().isContainer() ? wave + 1 : wave;
        Change change = new Change(key.kind(), key.name(), type, own, reason, List.of());
        return new Work(change, null, null, replica, situation.state(key), null, failure);
    }
}
