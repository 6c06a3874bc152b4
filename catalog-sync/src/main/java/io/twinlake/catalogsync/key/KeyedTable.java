package io.twinlake.catalogsync.key;

import io.twinlake.catalogsync.access.TakeOwner;
import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.column.KeyConstraint;
import io.twinlake.catalogsync.kind.Table;
import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.region.ReadSecurable;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.situation.Pairing;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.delta.TableHistory;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.state.Failure;
import io.twinlake.ledger.state.Intent;
import io.twinlake.ledger.state.Outcome;
import io.twinlake.ledger.state.Pair;
import io.twinlake.ledger.state.ReplicaState;
import java.time.DateTimeException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table of the replica whose keys are being made what they are to be. Its intent is in the ledger before it is written, its owner taken only
 * then. The first failure ends it; what it came to is read back.
 */
final class KeyedTable {
    private final Work work;
    private final GuardedWorkspace replica;
    private final ReadSecurable read;
    private final TakeOwner take;
    private final Ledger ledger;
    private final RunId run;
    private @Nullable Securable now;
    private @Nullable Intent intent;
    private @Nullable Failure failure;
    private boolean isUnknown;

    KeyedTable(Work work, GuardedWorkspace replica, ReadSecurable read, TakeOwner take, Ledger ledger, RunId run) {
        this.work = work;
        this.replica = replica;
        this.read = read;
        this.take = take;
        this.ledger = ledger;
        this.run = run;
    }

    Work work() {
        return work;
    }

    Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    boolean isWritten() {
        return intent != null;
    }

    /** Reads it as it stands. */
    void look() {
        attempt(() -> now = read.back(work.key()));
    }

    /** Takes away such keys of it as it is not to have, or not so. */
    void drop(Predicate<KeyConstraint> such) {
        List<KeyConstraint> wanted = keys(Objects.requireNonNull(work.wanted()));
        there().filter(such)
                .filter(key -> !wanted.contains(key))
                .forEach(key -> write(key.dropping(work.key().name())));
    }

    /** Whether it lacks such keys. */
    boolean lacks(Predicate<KeyConstraint> such) {
        return missing(such).findAny().isPresent();
    }

    /** Gives it such keys as it lacks. */
    void add(Predicate<KeyConstraint> such) {
        missing(such).toList().forEach(key -> write(key.adding(work.key().name())));
    }

    private Stream<KeyConstraint> missing(Predicate<KeyConstraint> such) {
        List<KeyConstraint> has = there().toList();
        return keys(Objects.requireNonNull(work.wanted())).stream().filter(such).filter(key -> !has.contains(key));
    }

    private Stream<KeyConstraint> there() {
        return now == null ? Stream.empty() : keys(now).stream();
    }

    private static List<KeyConstraint> keys(Securable securable) {
        return securable.definition() instanceof Table table ? table.keys() : List.of();
    }

    /** Only an owner may change a table's keys, and let another table's key refer to it. */
    void own() {
        attempt(() -> {
            Securable there = Objects.requireNonNull(now);
            if (!take.owns(there)) {
                if (Objects.requireNonNull(work.wanted()).access().owner() == null) {
                    throw new ClientException(
                            FailureCategory.PERMISSION,
                            "change keys",
                            work.key().name().toString(),
                            null,
                            "only its owner, " + there.access().owner() + ", may change the keys of " + work.key()
                                    + ", and Twinlake does not take what it could not give back",
                            null);
                }
                begin();
                take.ensure(there);
            }
        });
    }

    private void write(String sql) {
        own();
        attempt(() -> {
            begin();
            intent = ledger.intents().expectCommit(Objects.requireNonNull(intent));
            try {
                replica.execute(sql, null);
            } catch (ClientException refused) {
                if (refused.effect() == Effect.NONE) {
                    intent = ledger.intents().withdrawCommit(intent);
                }
                throw refused;
            }
        });
    }

    private void begin() {
        if (intent == null) {
            intent = ledger.intents()
                    .open(
                            run,
                            work.key().kind(),
                            work.key().name(),
                            Objects.requireNonNull(work.wanted()).fingerprint().definition(),
                            null);
        }
    }

    private void attempt(Runnable step) {
        if (failure != null) {
            return;
        }
        try {
            step.run();
        } catch (ClientException refused) {
            isUnknown = refused.effect() == Effect.UNKNOWN;
            Failure why = Failures.of(refused);
            failure = new Failure(
                    why.category(), "the keys of " + work.key() + " could not be made: " + why.message(), why.next());
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            failure = Failures.unreadable(unreadable);
        }
    }

    /**
     * Notes what it came to. A key is no commit of the table's log on platforms that keep it beside the table; where one has come, the intent stays
     * open, and tells the next run that it is ours.
     */
    void finish(ReplicaState state) {
        if (intent == null && failure == null) {
            return;
        }
        Pair pair = state.pair();
        boolean settled = false;
        if (intent != null && !isUnknown) {
            try {
                Long before = pair.replica().version();
                Securable left = read.back(work.key());
                long version = new TableHistory(replica.reading().statements())
                        .current(work.key().name())
                        .version();
                settled = before == null || before == version;
                String fingerprint = new Pairing(false, pair).left(left).toString();
                pair = new Pair(pair.source(), pair.replica().as(left.id(), fingerprint, before), pair.pointInTime());
            } catch (ClientException unread) {
                failure = failure == null ? Failures.of(unread) : failure;
            }
        }
        ReplicaState noted = state.with(pair);
        ledger.states()
                .record(
                        run,
                        List.of(failure == null ? noted : noted.with(Outcome.FAILED, failure)),
                        settled ? List.of(Objects.requireNonNull(intent)) : List.of());
    }
}
