package io.twinlake.catalogsync.situation;

import io.twinlake.catalogsync.inventory.Inventory;
import io.twinlake.catalogsync.region.Uncompared;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.clients.databricks.Principal;
import io.twinlake.clients.databricks.delta.DeltaVersion;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.config.yaml.KeyedRecords;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.Undecided;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.state.Failure;
import io.twinlake.ledger.state.Intent;
import io.twinlake.ledger.state.Outcome;
import io.twinlake.ledger.state.Pair;
import io.twinlake.ledger.state.ReplicaState;
import io.twinlake.ledger.state.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A situation of the group {@code gold} without any region: what either side holds and what the ledger knows, each put there by hand.
 * Tables stand at {@link #AT_SOURCE} and {@link #AT_REPLICA} where nothing else is said.
 */
public final class GoldSituation {
    public static final GroupName GROUP = new GroupName("gold");
    public static final Direction DIRECTION = new Direction(new RegionName("west"), new RegionName("north"));
    public static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    public static final DeltaVersion AT_SOURCE = version(5, "WRITE", "alice");
    public static final DeltaVersion AT_REPLICA = version(7, "CLONE", "twinlake");
    public static final Principal SELF = new Principal("twinlake", Set.of(), true);
    public static final RunId EARLIER = new RunId("an earlier run");

    /** The intent that is open where one is, and that all markers name. */
    public static final String OPEN_INTENT = "an earlier intent";

    private final SortedMap<SecurableKey, Securable> source = new TreeMap<>();
    private final SortedMap<SecurableKey, Securable> replica = new TreeMap<>();
    private final SortedSet<SecurableKey> sourceExcluded = new TreeSet<>();
    private final SortedMap<SecurableKey, Failure> sourceFailures = new TreeMap<>();
    private final SortedMap<SecurableKey, Failure> replicaFailures = new TreeMap<>();
    private final Map<ObjectName, DeltaVersion> sourceVersions = new HashMap<>();
    private final Map<ObjectName, DeltaVersion> replicaVersions = new HashMap<>();
    private final Map<ObjectName, List<DeltaVersion>> foreign = new HashMap<>();
    private final Map<ObjectName, Failure> unreadVersions = new HashMap<>();
    private final Map<SecurableKey, ReplicaState> states = new HashMap<>();
    private final Map<ObjectName, Instant> committedAt = new HashMap<>();
    private final Map<SecurableKey, Undecided> undecided = new HashMap<>();
    private final List<ObjectName> apiTables = new ArrayList<>();
    private Adoption adoption = Adoption.NONE;
    private Principal atSource = SELF;
    private Instant latest = NOW;
    private String limits = "concurrency: 2";

    /** An object with its catalog and its schema, all of them replicated and equal. */
    public static GoldSituation replicatedWhole(SecurableKey key) {
        GoldSituation made = new GoldSituation();
        for (SecurableKind kind : List.of(SecurableKind.CATALOG, SecurableKind.SCHEMA)) {
            SecurableKey above = GoldObjects.key(kind);
            if (key.standsIn(above)) {
                made.replicated(GoldObjects.of(above));
            }
        }
        return made.replicated(GoldObjects.of(key));
    }

    public static DeltaVersion version(long number, String operation, @Nullable String user) {
        return new DeltaVersion(number, NOW.plusSeconds(number), operation, user, null, null);
    }

    /** What a replica says of itself before it has an id. */
    public static Marker markerOf(SecurableKey key) {
        return Marker.of(GROUP, GoldObjects.of(key).id()).by(OPEN_INTENT);
    }

    /** An object that only the source has. */
    public GoldSituation source(Securable object) {
        source.put(object.key(), object);
        if (object.kind().holdsRows()) {
            sourceVersions.put(object.name(), AT_SOURCE);
        }
        return this;
    }

    public GoldSituation replica(Securable object) {
        replica.put(object.key(), object);
        if (object.kind().holdsRows()) {
            replicaVersions.put(object.name(), AT_REPLICA);
        }
        return this;
    }

    /** An object and its replica, which a sync has made and nobody has touched. */
    public GoldSituation replicated(Securable object) {
        String id = "replica of " + object.name();
        Marker marker = object.kind().bearsMarker() ? markerOf(object.key()).on(id) : null;
        Securable copy =
                GoldObjects.marked(marker).apply(GoldObjects.identified(id).apply(object));
        source(object).replica(copy);
        boolean rows = object.kind().holdsRows();
        Side here = new Side(object.id(), object.fingerprint().toString(), rows ? AT_SOURCE.version() : null);
        Side there = new Side(id, copy.fingerprint().toString(), rows ? AT_REPLICA.version() : null);
        if (rows) {
            committedAt.put(object.name(), AT_SOURCE.committedAt());
        }
        return known(object.key(), DIRECTION, new Pair(here, there, NOW));
    }

    /** What the ledger knows of an object, as last written in a direction. */
    public GoldSituation known(SecurableKey key, Direction direction, Pair pair) {
        states.put(
                key, new ReplicaState(GROUP, key.kind(), key.name(), direction, pair, Outcome.CREATED, null, EARLIER));
        return this;
    }

    /** The source was the replica before a promotion, and has become the source of what it was copied from. */
    public GoldSituation turned(SecurableKey key) {
        committedAt.remove(key.name());
        changeReplica(key, GoldObjects.marked(null));
        return known(key, DIRECTION.reversed(), pair(key).reversed());
    }

    /** The last sync could not do it. */
    public GoldSituation lastFailed(SecurableKey key, Failure failure) {
        states.computeIfPresent(key, (same, state) -> state.with(Outcome.FAILED, failure));
        return this;
    }

    public Pair pair(SecurableKey key) {
        return states.get(key).pair();
    }

    public GoldSituation unpaired(SecurableKey key) {
        states.remove(key);
        return this;
    }

    public GoldSituation changeSource(SecurableKey key, UnaryOperator<Securable> change) {
        source.computeIfPresent(key, (same, object) -> change.apply(object));
        return this;
    }

    public GoldSituation changeReplica(SecurableKey key, UnaryOperator<Securable> change) {
        replica.computeIfPresent(key, (same, object) -> change.apply(object));
        return this;
    }

    public GoldSituation changeBoth(SecurableKey key, UnaryOperator<Securable> change) {
        return changeSource(key, change).changeReplica(key, change);
    }

    public GoldSituation withoutSource(SecurableKey key) {
        source.remove(key);
        return this;
    }

    public GoldSituation withoutReplica(SecurableKey key) {
        replica.remove(key);
        return this;
    }

    public GoldSituation sourceFails(SecurableKey key, Failure failure) {
        sourceFailures.put(key, failure);
        return this;
    }

    /** The source's patterns leave it out. */
    public GoldSituation sourceExcludes(SecurableKey key) {
        sourceExcluded.add(key);
        return withoutSource(key);
    }

    public GoldSituation replicaFails(SecurableKey key, Failure failure) {
        replicaFailures.put(key, failure);
        return this;
    }

    public GoldSituation sourceStandsAt(SecurableKey table, DeltaVersion version) {
        sourceVersions.put(table.name(), version);
        return this;
    }

    public GoldSituation replicaStandsAt(SecurableKey table, DeltaVersion version) {
        replicaVersions.put(table.name(), version);
        return this;
    }

    public GoldSituation versionUnread(SecurableKey table, Failure failure) {
        unreadVersions.put(table.name(), failure);
        return this;
    }

    /** Somebody else committed at the replica, the newest first. */
    public GoldSituation foreign(SecurableKey table, DeltaVersion... commits) {
        foreign.put(table.name(), List.of(commits));
        return this;
    }

    /** An earlier run was giving the object what its replica has now, and nobody learned what came of it. */
    public GoldSituation begun(SecurableKey key) {
        return begun(key, replica.get(key).fingerprint().definition());
    }

    /** An earlier run was giving the object this definition, and nobody learned what came of it. */
    public GoldSituation begun(SecurableKey key, String definition) {
        Intent open = new Intent(
                OPEN_INTENT,
                EARLIER,
                DIRECTION,
                Epoch.FIRST,
                key.kind(),
                key.name(),
                new Intent.Traces(definition, null, 0));
        undecided.put(key, new Undecided(key.kind(), key.name(), List.of(open)));
        return this;
    }

    /** The API reads it by its key. */
    public GoldSituation served(SecurableKey table) {
        apiTables.add(table.name());
        return this;
    }

    public GoldSituation adopting(Adoption adopted) {
        adoption = adopted;
        return this;
    }

    /** Twinlake does not manage the source's catalog, or not while it was listed. */
    public GoldSituation sourceUnmanaged() {
        atSource = new Principal(SELF.name(), SELF.groups(), false);
        return this;
    }

    /** What its sync may do beside its number at once, such as {@code onDelete: prune}. */
    public GoldSituation syncing(String keys) {
        limits = "concurrency: 2, " + keys;
        return this;
    }

    /** A sync found the source gone, and the replica's time is counted since. */
    public GoldSituation goneSince(SecurableKey key, Instant since) {
        states.computeIfPresent(key, (same, state) -> state.with(state.pair().goneSince(since)));
        return this;
    }

    /** Something was replicated up to this time. */
    public GoldSituation replicatedUpTo(Instant time) {
        latest = time;
        return this;
    }

    public Situation made() {
        return new Situation(
                new Standing(group(), new EpochState(GROUP, Epoch.FIRST, DIRECTION.source(), NOW)),
                new Inventory(
                        DIRECTION.source(), atSource, NOW, source, sourceExcluded, sourceFailures, Set.of(), List.of()),
                new Inventory(
                        DIRECTION.replica(), SELF, NOW, replica, new TreeSet<>(), replicaFailures, Set.of(), List.of()),
                new TableVersions(sourceVersions, replicaVersions, foreign, unreadVersions),
                new Remembered(states, committedAt, undecided, Map.of(), Uncompared.of(group()), latest),
                adoption);
    }

    private FailoverGroup group() {
        return KeyedRecords.group(
                GROUP.value(),
                DIRECTION.source(),
                DIRECTION.replica(),
                "catalogs: [{name: gold, exclude: [s.tmp_*]}], apiTables: " + apiTables
                        + ", mappings: {locations: [{west: abfss://lake@west/, north: abfss://lake@north/}],"
                        + " principals: [{west: west-readers, north: north-readers}]}, sync: {" + limits + "}");
    }
}
