package io.twinlake.catalogsync.rebuild;

import io.twinlake.catalogsync.change.Differences;
import io.twinlake.catalogsync.change.FieldDifference;
import io.twinlake.catalogsync.inventory.Inventory;
import io.twinlake.catalogsync.inventory.ReadInventory;
import io.twinlake.catalogsync.mapping.MapToReplica;
import io.twinlake.catalogsync.mapping.Mapped;
import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.region.TwoMetastores;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.Ownership;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Concurrently;
import io.twinlake.clients.databricks.StillAnswers;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.state.CloneRecord;
import io.twinlake.ledger.state.Outcome;
import io.twinlake.ledger.state.Pair;
import io.twinlake.ledger.state.ReplicaState;
import io.twinlake.ledger.state.Side;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds again what an empty ledger must know of two regions to go on as the lost one would have. An object is a pair only where its marker
 * names both ids, both sides are defined alike, and a table's histories tell which versions are equal. Changes nothing.
 */
public final class RecoverPairs {
    private final Standing standing;
    private final Workspace source;
    private final Workspace replica;
    private final RunId run;
    private final Clock clock;

    /** @param run is named by what is recovered */
    public RecoverPairs(Standing standing, Workspace source, Workspace replica, RunId run, Clock clock) {
        this.standing = standing;
        this.source = source;
        this.replica = replica;
        this.run = run;
        this.clock = clock;
    }

    /** What is known of one object: either a pair, with the clone that made it, or why there is none. */
    private record Found(Optional<ReplicaState> state, Optional<CloneRecord> copy, Optional<Unproven> unproven) {
        static final Found NOTHING = new Found(Optional.empty(), Optional.empty(), Optional.empty());

        static Found pair(ReplicaState state, Optional<CloneRecord> copy) {
            return new Found(Optional.of(state), copy, Optional.empty());
        }

        static Found unproven(SecurableKey key, String what) {
            return new Found(Optional.empty(), Optional.empty(), Optional.of(new Unproven(key, what)));
        }
    }

    /** Reads both regions; one that cannot be read at all is a {@link ClientException}. */
    public Recovered recover() {
        TwoMetastores.require(source, replica);
        List<Inventory> sides = new Concurrently(2)
                .map(
                        List.of(source, replica),
                        side -> new ReadInventory(side, standing.group(), clock)
                                .read()
                                .withoutSetAside());
        return recover(sides.get(0), sides.get(1));
    }

    /** The same of what both regions hold, of which only histories and rows are read. */
    Recovered recover(Inventory atSource, Inventory atReplica) {
        MapToReplica map =
                new MapToReplica(standing.group(), standing.direction(), atReplica.principal(), atSource::columns);
        SortedSet<SecurableKey> keys = new TreeSet<>(atReplica.securables().keySet());
        keys.addAll(atReplica.failures().keySet());
        keys.addAll(atSource.failures().keySet());
        List<Found> found = new Concurrently(standing.group().sync().concurrency())
                .map(List.copyOf(keys), key -> find(key, atSource, atReplica, map));
        return new Recovered(
                found.stream().map(Found::state).flatMap(Optional::stream).toList(),
                found.stream().map(Found::copy).flatMap(Optional::stream).toList(),
                found.stream().map(Found::unproven).flatMap(Optional::stream).toList());
    }

    private Found find(SecurableKey key, Inventory atSource, Inventory atReplica, MapToReplica map) {
        Optional<String> unread = atReplica
                .whyUnknown(key)
                .or(() -> atSource.whyUnknown(key))
                .map(failure -> "It could not be read: " + failure.message());
        if (unread.isPresent()) {
            return Found.unproven(key, unread.get());
        }
        Securable there = atReplica.securables().get(key);
        @Nullable Securable origin = atSource.securables().get(key);
        if (there == null || there.unsupported() != null || (origin != null && origin.unsupported() != null)) {
            return Found.NOTHING;
        }
        if (origin == null) {
            return there.marker() == null || !there.marker().group().equals(group().value())
                    ? Found.NOTHING
                    : Found.unproven(
                            key,
                            "It bears Twinlake's marker, and nothing of this name is at the source: it stays as it is.");
        }
        boolean ofThePlatform = Ownership.isDefaultSchema(key) && there.marker() == null && origin.marker() == null;
        return ofThePlatform ? Found.NOTHING : pair(origin, there, map);
    }

    private Found pair(Securable origin, Securable there, MapToReplica map) {
        SecurableKey key = origin.key();
        if (!key.kind().bearsMarker()) {
            return Found.unproven(
                    key, "A " + key.kind().word() + " bears no marker, so that nobody can tell who made it.");
        }
        if (!origin.definition().isTold() || !there.definition().isTold()) {
            return Found.unproven(
                    key,
                    "Its text is not shown to Twinlake in both regions, so that nobody can tell whether they are equal.");
        }
        Made made = Made.of(group(), origin, there);
        if (made == Made.NEITHER) {
            return Found.unproven(key, Made.why(group(), origin, there));
        }
        Mapped mapped = map.map(origin);
        if (mapped instanceof Mapped.Refused refused) {
            return Found.unproven(key, refused.reason() + ".");
        }
        Securable wanted = ((Mapped.Wanted) mapped).securable();
        try {
            return key.kind().holdsRows()
                    ? table(origin, wanted, there, made)
                    : alike(wanted, there)
                            .map(what -> Found.unproven(key, what))
                            .orElseGet(() -> Found.pair(state(origin, there, new Versions(null, null, null)), none()));
        } catch (ClientException failure) {
            new StillAnswers(source).orThrow(failure);
            new StillAnswers(replica).orThrow(failure);
            return Found.unproven(key, "Its history could not be read: " + failure.getMessage());
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return Found.unproven(key, Failures.unreadable(unreadable).message());
        }
    }

    private Found table(Securable origin, Securable wanted, Securable there, Made made) {
        TableVersionsFound versions = new ReadEqualVersions(source, replica, group()).read(origin, there, made);
        if (versions instanceof TableVersionsFound.NotRecorded refused) {
            return Found.unproven(origin.key(), refused.what());
        }
        TableVersionsFound.Recorded recorded = (TableVersionsFound.Recorded) versions;
        // Right behind a clone of ours nobody has defined anything at the replica: what differs was changed at the
        // source.
        List<FieldDifference> differences =
                recorded.untouched() ? Differences.ofAccess(wanted, there) : Differences.between(wanted, there);
        if (!differences.isEmpty()) {
            return Found.unproven(origin.key(), differ(differences));
        }
        ReplicaState state =
                state(origin, there, new Versions(recorded.source(), recorded.replica(), recorded.committedAt()));
        return Found.pair(recorded.reversed() ? reversed(state) : state, copy(origin, recorded));
    }

    private static Optional<String> alike(Securable wanted, Securable there) {
        List<FieldDifference> differences = Differences.between(wanted, there);
        return differences.isEmpty() ? Optional.empty() : Optional.of(differ(differences));
    }

    private static String differ(List<FieldDifference> differences) {
        return "It differs from the source, and nobody can tell which side was changed: " + differences + ".";
    }

    private record Versions(
            @Nullable Long source,
            @Nullable Long replica,
            @Nullable Instant committedAt) {}

    private ReplicaState state(Securable origin, Securable there, Versions versions) {
        Pair pair = new Pair(
                new Side(origin.id(), origin.fingerprint().toString(), versions.source()),
                new Side(there.id(), there.fingerprint().toString(), versions.replica()),
                versions.committedAt());
        return new ReplicaState(
                group(), origin.kind(), origin.name(), standing.direction(), pair, Outcome.KEPT, null, run);
    }

    /** The same pair as a run wrote it that went the other way. */
    private static ReplicaState reversed(ReplicaState state) {
        Pair turned = state.pair().reversed();
        return new ReplicaState(
                state.group(),
                state.kind(),
                state.object(),
                state.direction().reversed(),
                new Pair(turned.source(), turned.replica(), null),
                state.outcome(),
                null,
                state.changedBy());
    }

    /** So that the next clone is known to follow one, and the time of the pinned version is known. */
    private Optional<CloneRecord> copy(Securable origin, TableVersionsFound.Recorded recorded) {
        return recorded.reversed() || recorded.committedAt() == null
                ? none()
                : Optional.of(new CloneRecord(
                        run,
                        group(),
                        origin.name(),
                        new CloneRecord.Source(origin.id(), recorded.source(), recorded.committedAt()),
                        null,
                        null,
                        CloneRecord.Copy.UNKNOWN.at(recorded.replica()),
                        CloneRecord.State.DONE));
    }

    private static Optional<CloneRecord> none() {
        return Optional.empty();
    }

    private GroupName group() {
        return standing.group().name();
    }
}
