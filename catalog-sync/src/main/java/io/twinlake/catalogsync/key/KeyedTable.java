package io.twinlake.catalogsync.key;

import io.twinlake.catalogsync.access.TakeOwner;
import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.column.KeyConstraint;
import io.twinlake.catalogsync.kind.Table;
import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.region.ReadSecurable;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.delta.TableHistory;
import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.state.Failure;
import io.twinlake.ledger.state.Intent;
import io.twinlake.ledger.state.Outcome;
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
 * then, and given back at the end. The first failure ends it; what it came to is read back.
 */
final class KeyedTable {
    private final Work work;
    private final GuardedWorkspace replica;
    private final ReadSecurable read;
    private final TakeOwner take;
    private final Ledger ledger;
    private final RunId run;
    private @Nullable KeyedPair pair;
    private @Nullable Securable found;
    private @Nullable Securable now;
    private @Nullable String formerOwner;
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

    /** Reads it as it stands; what somebody else has changed since it was written is left alone. */
    void look(GroupName group) {
        KeyedPair known = new KeyedPair(ledger.states()
                .find(group, work.key().kind(), work.key().name())
                .orElseThrow());
        pair = known;
        lookAgain();
        found = now;
        if (now != null && !known.isAsLeft(now)) {
            failure = known.changed(work.key());
        }
    }

    /** Reads it as we have left it since. */
    void lookAgain() {
        attempt(() -> now = read.back(work.key()));
    }

    /** Whether it has such keys as it is not to have, or not so, and may lose them. */
    boolean loses(Predicate<KeyConstraint> such) {
        return failure == null && there().filter(such).anyMatch(key -> !wants(key));
    }

    boolean wants(KeyConstraint key) {
        return keys(Objects.requireNonNull(work.wanted())).contains(key);
    }

    /** Takes such keys of it away. */
    void drop(Predicate<KeyConstraint> such) {
        there().filter(such)
                .toList()
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
            if (formerOwner == null && !take.owns(there)) {
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
                formerOwner = there.access().owner();
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
     * Notes what it came to and gives the table back to whoever owned it. A key is no commit of the table's log on platforms that keep it beside
     * the table; where one has come, or an answer was lost, the intent stays open, and tells the next run that it is ours.
     */
    void finish() {
        if (intent == null && failure == null) {
            return;
        }
        KeyedPair known = Objects.requireNonNull(pair);
        ReplicaState noted = known.state();
        boolean settled = false;
        if (intent != null) {
            try {
                Securable left = read.back(work.key());
                if (known.owns(left)) {
                    noted = known.keyedAs(Objects.requireNonNull(found), left);
                    giveBack(left);
                    settled = !isUnknown && hasNoCommit(known);
                } else {
                    fail(known.changed(work.key()));
                }
            } catch (ClientException refused) {
                fail(Failures.of(refused));
            } catch (IllegalArgumentException | DateTimeException unreadable) {
                fail(Failures.unreadable(unreadable));
            }
        }
        ledger.states()
                .record(
                        run,
                        List.of(failure == null ? noted : noted.with(Outcome.FAILED, failure)),
                        settled ? List.of(Objects.requireNonNull(intent)) : List.of());
    }

    /** Not to whom it is wanted to belong: nobody has asked yet whether he can be given it. */
    private void giveBack(Securable left) {
        if (formerOwner != null && take.owns(left)) {
            take.giveBack(left, formerOwner);
        }
    }

    private boolean hasNoCommit(KeyedPair known) {
        long version = new TableHistory(replica.reading().statements())
                .current(work.key().name())
                .version();
        return known.version() == null || known.version() == version;
    }

    /** The first failure is the reason of those behind it. */
    private void fail(Failure why) {
        failure = failure == null ? why : failure;
    }
}
