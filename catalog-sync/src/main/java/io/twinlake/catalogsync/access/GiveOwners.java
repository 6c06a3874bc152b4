package io.twinlake.catalogsync.access;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.outcome.Kept;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.region.ReadSecurable;
import io.twinlake.catalogsync.securable.Fingerprint;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.Pairing;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Concurrently;
import io.twinlake.clients.Effect;
import io.twinlake.config.group.AccessPolicy;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.state.Failure;
import io.twinlake.ledger.state.Intent;
import io.twinlake.ledger.state.Outcome;
import io.twinlake.ledger.state.Pair;
import io.twinlake.ledger.state.ReplicaState;
import io.twinlake.ledger.state.Side;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Gives the objects of a replica their owners, at the very end and containers last: what only an owner may do is done by then, and what is
 * needed later Twinlake holds by grants.
 */
public final class GiveOwners {
    private final GuardedWorkspace replica;
    private final ReadSecurable read;
    private final HoldRights rights;
    private final Ledger ledger;
    private final RunId run;
    private final Concurrently concurrently;
    private final MissingPrincipals unknown;
    private final Map<ObjectName, Optional<String>> missing = new ConcurrentHashMap<>();

    public GiveOwners(
            GuardedWorkspace replica,
            ReadSecurable read,
            HoldRights rights,
            Ledger ledger,
            RunId run,
            Concurrently concurrently,
            AccessPolicy policy) {
        this.replica = replica;
        this.read = read;
        this.rights = rights;
        this.ledger = ledger;
        this.run = run;
        this.concurrently = concurrently;
        this.unknown = new MissingPrincipals(policy, replica.reading().region());
    }

    /**
     * What came of it; of whatever is in neither, the owner is as wanted.
     *
     * @param failed why an owner could not be given
     * @param kept owners that Twinlake cannot give
     */
    public record Given(Map<SecurableKey, Failure> failed, List<Kept> kept) {}

    /** Gives those whose replica stands as it was written; what a view reads comes before it. */
    public Given give(GroupName group, Collection<Work> works) {
        Map<Place, List<Work>> byPlace = new TreeMap<>();
        works.stream()
                .filter(work -> owner(work) != null && !hasIt(work))
                .forEach(work -> byPlace.computeIfAbsent(Place.of(work), place -> new ArrayList<>())
                        .add(work));
        CheckBases bases = new CheckBases(replica.reading().catalog(), containers(works));
        Map<SecurableKey, Failure> failed = new ConcurrentHashMap<>();
        List<Kept> kept = new CopyOnWriteArrayList<>();
        for (List<Work> place : byPlace.values()) {
            concurrently.map(place, work -> {
                give(group, work, bases, kept).ifPresent(failure -> failed.put(work.key(), failure));
                return work;
            });
        }
        return new Given(failed, kept);
    }

    /** When it is an object's turn: the deepest first, and among these as they were written. */
    private record Place(int depth, int wave) implements Comparable<Place> {
        static Place of(Work work) {
            return new Place(work.key().name().parts().size(), work.change().wave());
        }

        @Override
        public int compareTo(Place other) {
            return Comparator.comparingInt(Place::depth)
                    .reversed()
                    .thenComparingInt(Place::wave)
                    .compare(this, other);
        }
    }

    private static Map<SecurableKey, String> containers(Collection<Work> works) {
        Map<SecurableKey, String> owners = new HashMap<>();
        for (Work work : works) {
            String owner = owner(work);
            if (owner != null && work.key().kind().isContainer()) {
                owners.put(work.key(), owner);
            }
        }
        return owners;
    }

    private static @Nullable String owner(Work work) {
        return work.wanted() == null ? null : work.wanted().access().owner();
    }

    /** What was written may have a new owner: its replacement belongs to whoever made it. */
    private static boolean hasIt(Work work) {
        return !work.change().type().writes()
                && work.replica() != null
                && Objects.equals(owner(work), work.replica().access().owner());
    }

    private Optional<Failure> give(GroupName group, Work work, CheckBases bases, List<Kept> kept) {
        ReplicaState state = state(group, work);
        try {
            Optional<Failure> failure = give(Objects.requireNonNull(work.wanted()), state, bases, kept);
            failure.ifPresent(reason -> note(state, reason));
            return failure;
        } catch (ClientException refused) {
            String name = String.valueOf(owner(work));
            if (unknown.keep(refused)) {
                kept.add(new Kept(work.key(), "owner " + name, unknown.reason(name)));
                return Optional.empty();
            }
            Failure failure = new Failure(
                    Failures.of(refused).category(),
                    "the owner of " + work.key() + " could not become " + name + ": " + refused.sentence(),
                    AlignAccess.next(refused));
            note(state, failure);
            return Optional.of(failure);
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            Failure failure = Failures.unreadable(unreadable);
            note(state, failure);
            return Optional.of(failure);
        }
    }

    private ReplicaState state(GroupName group, Work work) {
        return ledger.states()
                .find(group, work.change().kind(), work.change().object())
                .orElseThrow();
    }

    /** What stood in the way before stays the reason. */
    private void note(ReplicaState state, Failure failure) {
        if (state.failure() == null) {
            ledger.states().record(run, List.of(state.with(Outcome.FAILED, failure)), List.of());
        }
    }

    private Optional<Failure> give(Securable wanted, ReplicaState state, CheckBases bases, List<Kept> kept) {
        String owner = Objects.requireNonNull(wanted.access().owner());
        Pair pair = state.pair();
        Securable now = read.back(wanted.key());
        if (owner.equals(now.access().owner())) {
            return Optional.empty();
        }
        List<String> blind = bases.lacking(wanted, owner);
        if (!blind.isEmpty()) {
            kept.add(new Kept(
                    wanted.key(),
                    "owner " + owner,
                    "Whoever uses it reads with its owner's rights, and " + owner + " lacks some; first: "
                            + String.join("; ", blind)));
            return Optional.empty();
        }
        ObjectName catalog = ObjectName.of(wanted.name().catalog());
        Optional<String> lacking = missing.computeIfAbsent(catalog, rights::ensure);
        if (lacking.isPresent()) {
            kept.add(new Kept(
                    wanted.key(),
                    "owner " + owner,
                    "Twinlake would lose its own rights with the owner; first: " + lacking.get()));
            return Optional.empty();
        }
        Pairing paired = new Pairing(false, pair);
        Fingerprint left = Objects.requireNonNull(paired.replica());
        if (!paired.now(now).saysAs(left)) {
            return Optional.of(Failures.blocked(
                    wanted.key()
                            + " was changed at the replica by somebody else while it was being replicated: it does not get its owner",
                    "Sync again: the next plan tells what is to be done."));
        }
        Intent intent = ledger.intents()
                .open(run, wanted.kind(), wanted.name(), paired.now(now).definition(), null);
        try {
            replica.update(
                    wanted.kind(),
                    wanted.name(),
                    JsonNodeFactory.instance.objectNode().put("owner", owner));
        } catch (ClientException failure) {
            if (failure.effect() == Effect.NONE) {
                ledger.intents().close(List.of(intent));
            }
            throw failure;
        }
        Securable given = read.back(wanted.key());
        Side side = pair.replica()
                .as(given.id(), paired.left(given).toString(), pair.replica().version());
        ledger.states()
                .record(run, List.of(state.with(new Pair(pair.source(), side, pair.pointInTime()))), List.of(intent));
        return Optional.empty();
    }
}
