package io.twinlake.catalogsync.apply;

import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.data.CloneTarget;
import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.region.ReadSecurable;
import io.twinlake.catalogsync.securable.Fingerprint;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.Ownership;
import io.twinlake.catalogsync.situation.Pairing;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.clients.databricks.delta.DeltaVersion;
import io.twinlake.clients.databricks.delta.OwnCommits;
import io.twinlake.clients.databricks.delta.TableHistory;
import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.state.Failure;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a replica right before it is written, and behind it: whether it is what the plan saw, and whether every commit since is ours. Minutes
 * or hours lie between a plan and its last wave.
 */
final class LookAgain {
    private static final String NEXT = "Sync again: the plan is made anew from what stands there now.";

    private final Situation situation;
    private final ReadSecurable read;
    private final TableHistory history;

    LookAgain(Situation situation, ReadSecurable read, TableHistory history) {
        this.situation = situation;
        this.read = read;
        this.history = history;
    }

    /** Why the object may not be written after all. */
    Optional<Failure> obstacle(Work work) {
        Securable planned = work.replica();
        Optional<Securable> now = read.read(work.key());
        if (planned == null) {
            return now.filter(there -> !begunByUs(work, there)).map(there -> appeared(work.key()));
        }
        if (now.isEmpty()) {
            return Optional.of(dropped(work.key()));
        }
        if (!same(work, planned, now.get())) {
            return Optional.of(changed(work.key()));
        }
        return work.change().kind().holdsRows()
                ? foreign(work, planned(work), situation.own(work.key()))
                : Optional.empty();
    }

    /**
     * Why a table that is being written may not be written on. Its definition tells nothing any more, since statements of ours change it.
     *
     * @param onto what is to be written
     * @param own the commits of this writing, and of earlier ones that may still turn up
     */
    Optional<Failure> obstacle(Work work, CloneTarget onto, OwnCommits own) {
        Securable planned = onto.exists() ? work.replica() : null;
        Optional<Securable> now = read.read(work.key());
        if (planned == null) {
            return now.isEmpty() ? Optional.empty() : foreign(work, TableHistory.NO_VERSION, own);
        }
        if (now.isEmpty()) {
            return Optional.of(dropped(work.key()));
        }
        return now.get().id().equals(planned.id())
                ? foreign(work, planned(work), own)
                : Optional.of(changed(work.key()));
    }

    /** Whether a table's last clone copied a version of the source. */
    boolean copied(ObjectName table, long version) {
        return history.backTo(table, commit -> commit.cloned() != null).stream()
                .map(DeltaVersion::cloned)
                .filter(Objects::nonNull)
                .findFirst()
                .filter(cloned -> cloned.version() == version)
                .isPresent();
    }

    /**
     * The newest commit since a version that is not ours, as a reason to stop.
     *
     * @param since {@link TableHistory#NO_VERSION} where we made the table
     */
    Optional<Failure> foreign(Work work, long since, OwnCommits own) {
        ObjectName table = work.change().object();
        return history.foreignSince(table, since, history.current(table), own).stream()
                .findFirst()
                .map(commit -> foreign(work, commit));
    }

    /** The version at which the plan saw the replica; of one whose source is gone it read none, and the ledger's counts. */
    long planned(Work work) {
        Optional<Long> seen =
                situation.versions().atReplica(work.change().object()).map(DeltaVersion::version);
        return seen.or(() -> situation.pairing(work.key()).map(Pairing::accounted))
                .orElse(TableHistory.NO_VERSION);
    }

    /** What came into being since the plan and is ours: a statement of an earlier run that ended late. */
    private boolean begunByUs(Work work, Securable there) {
        if (there.marker() == null && Ownership.isDefaultSchema(work.key())) {
            return true;
        }
        boolean open = !situation.openIntents(work.key()).isEmpty();
        return open
                && new Ownership(situation).ours(there)
                && (!there.kind().holdsRows()
                        || foreign(work, TableHistory.NO_VERSION, situation.own(work.key()))
                                .isEmpty());
    }

    /** The plan read the whole region in bulk, so what the ledger remembers of a single read counts as well. */
    private boolean same(Work work, Securable planned, Securable now) {
        Fingerprint seen = planned.fingerprint();
        Pairing pair = situation.pairing(work.key()).orElse(Pairing.NONE);
        @Nullable Fingerprint left = pair.replica();
        Fingerprint there = now.fingerprint();
        return now.kind() == planned.kind()
                && now.id().equals(planned.id())
                && (there.definition().equals(seen.definition())
                        || (left != null && pair.now(now).definition().equals(left.definition())))
                && (there.access().equals(seen.access())
                        || (left != null && there.access().equals(left.access())));
    }

    static Failure appeared(SecurableKey key) {
        return Failures.blocked(
                key + " came into being at the replica since the plan was made, and not by Twinlake",
                "Drop or rename the replica's, or exclude the source's.");
    }

    private static Failure dropped(SecurableKey key) {
        return Failures.notFound(key + " was dropped at the replica since the plan was made", NEXT);
    }

    static Failure changed(SecurableKey key) {
        return Failures.blocked(key + " was changed at the replica by somebody else since the plan was made", NEXT);
    }

    private static Failure foreign(Work work, DeltaVersion commit) {
        return Failures.blocked(
                work.key() + " was changed at the replica since the plan was made: "
                        + (commit.user() == null ? "somebody" : commit.user()) + " committed version "
                        + commit.version() + " (" + commit.operation() + ")",
                "Its rows are there VERSION AS OF " + commit.version() + ". " + NEXT);
    }
}
