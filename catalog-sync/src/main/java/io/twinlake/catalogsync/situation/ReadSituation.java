package io.twinlake.catalogsync.situation;

import io.twinlake.catalogsync.inventory.Inventory;
import io.twinlake.catalogsync.inventory.ReadInventory;
import io.twinlake.catalogsync.region.TwoMetastores;
import io.twinlake.catalogsync.region.Uncompared;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.clients.Concurrently;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.delta.OwnCommits;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.Undecided;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.state.Pair;
import io.twinlake.ledger.state.ReplicaState;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Reads both regions, side by side, and what the ledger knows; changes nothing. */
public final class ReadSituation {
    private final Standing standing;
    private final Workspace source;
    private final Workspace replica;
    private final Ledger ledger;
    private final Clock clock;

    public ReadSituation(Standing standing, Workspace source, Workspace replica, Ledger ledger, Clock clock) {
        this.standing = standing;
        this.source = source;
        this.replica = replica;
        this.ledger = ledger;
        this.clock = clock;
    }

    public Situation read(Adoption adoption) {
        TwoMetastores.require(source, replica);
        List<Inventory> sides = new Concurrently(2)
                .map(List.of(source, replica), side -> new ReadInventory(side, standing.group(), clock).read());
        Map<SecurableKey, ReplicaState> states = states();
        Uncompared uncompared = Uncompared.of(standing.group()).and(learnt(states, sides.get(0)));
        Concurrently concurrently = new Concurrently(standing.group().sync().concurrency());
        SettleLists lists = new SettleLists(sides.get(0), sides.get(1), concurrently);
        Inventory atReplica = lists.replica(replica).without(uncompared.learntAlone());
        Inventory atSource = new ComparePolicies(standing.group(), source, replica, concurrently)
                .compare(lists.source(source).withoutSetAside().without(uncompared.learntAlone()), atReplica);
        Map<SecurableKey, Pairing> pairs = new HashMap<>();
        states.forEach((key, state) -> pairs.put(key, Pairing.of(state, standing.direction())));
        Map<SecurableKey, Undecided> undecided = undecided(standing.direction());
        Map<SecurableKey, OwnCommits> own = new HashMap<>();
        undecided.forEach((key, open) -> own.put(key, Situation.own(group(), open, standing.epoch())));
        TableVersions versions =
                new ReadTableVersions(source, replica, concurrently).read(atSource, atReplica, pairs, own);
        return new Situation(
                standing,
                atSource,
                atReplica,
                versions,
                new Remembered(states, committedAt(states), undecided, givenUp(), uncompared, latest(states)),
                adoption);
    }

    /** A property that was learnt to be the platform's is so for as long as the source says of it what it said then. */
    private Map<SecurableKey, Set<String>> learnt(Map<SecurableKey, ReplicaState> states, Inventory atSource) {
        Map<SecurableKey, Set<String>> learnt = new HashMap<>();
        states.forEach((key, state) -> {
            Pair pair = state.pairIn(standing.direction());
            Set<String> names = pair.platformProperties();
            atSource.find(key).map(source -> source.description().properties()).ifPresent(now -> {
                names.removeIf(name -> !Objects.equals(
                        now.get(name), pair.source().platformProperties().get(name)));
                learnt.put(key, names);
            });
        });
        learnt.values().removeIf(Set::isEmpty);
        return learnt;
    }

    private Map<SecurableKey, ReplicaState> states() {
        Map<SecurableKey, ReplicaState> states = new HashMap<>();
        for (ReplicaState state : ledger.states().all(group())) {
            states.put(new SecurableKey(state.kind(), state.object()), state);
        }
        return states;
    }

    private Instant latest(Map<SecurableKey, ReplicaState> states) {
        Stream<Instant> ofObjects = states.values().stream()
                .map(state -> state.pair().pointInTime())
                .filter(Objects::nonNull);
        return Stream.concat(ledger.states().replicationPoint(group(), standing.direction()).stream(), ofObjects)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    private Map<ObjectName, Instant> committedAt(Map<SecurableKey, ReplicaState> states) {
        Map<ObjectName, Instant> committedAt = new HashMap<>();
        for (SecurableKey key : states.keySet()) {
            String sourceId = states.get(key).pair().source().id();
            if (key.kind().holdsRows() && states.get(key).direction().equals(standing.direction())) {
                ledger.clones()
                        .latestDone(group(), key.name())
                        .filter(clone -> clone.source().tableId().equals(sourceId))
                        .ifPresent(clone ->
                                committedAt.put(key.name(), clone.source().committedAt()));
            }
        }
        return committedAt;
    }

    /** A clone that may still land in today's source decides itself when it does: until then its intent is not settled. */
    private Map<SecurableKey, Undecided> givenUp() {
        Map<SecurableKey, Undecided> givenUp = undecided(standing.direction().reversed());
        if (!givenUp.isEmpty()) {
            ledger.clones()
                    .inFlight(group(), source.region())
                    .forEach(clone -> givenUp.remove(new SecurableKey(SecurableKind.TABLE, clone.object())));
        }
        return givenUp;
    }

    private Map<SecurableKey, Undecided> undecided(Direction direction) {
        Map<SecurableKey, Undecided> undecided = new HashMap<>();
        Undecided.of(ledger, group(), direction)
                .forEach(object -> undecided.put(new SecurableKey(object.kind(), object.object()), object));
        return undecided;
    }

    private GroupName group() {
        return standing.group().name();
    }
}
