package io.twinlake.catalogsync.decide;

import io.twinlake.catalogsync.access.LeftBehind;
import io.twinlake.catalogsync.change.Change;
import io.twinlake.catalogsync.change.ChangeType;
import io.twinlake.catalogsync.change.Differences;
import io.twinlake.catalogsync.change.FieldDifference;
import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.kind.GuardedTable;
import io.twinlake.catalogsync.mapping.MapToReplica;
import io.twinlake.catalogsync.mapping.Mapped;
import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.securable.Fingerprint;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.Ownership;
import io.twinlake.catalogsync.situation.Pairing;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.clients.databricks.delta.DeltaVersion;
import io.twinlake.ledger.Undecided;
import io.twinlake.ledger.state.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is to be done about one object of the source. Every question that could forbid a write is asked before one that could
 * ask for it.
 */
final class DecideChange {
    private final Situation situation;
    private final Dependencies dependencies;
    private final MapToReplica map;
    private final Ownership ownership;
    private final DecideData data;
    private final DecideHealing healing;

    DecideChange(Situation situation, Dependencies dependencies) {
        this.situation = situation;
        this.dependencies = dependencies;
        this.map = situation.mapping();
        this.ownership = new Ownership(situation);
        this.data = new DecideData(situation);
        this.healing = new DecideHealing(situation);
    }

    Work decide(Securable source) {
        SecurableKey key = source.key();
        if (source.unsupported() != null) {
            return new LeftBehind(situation)
                    .failure(source)
                    .map(failure -> blocked(source, null, failure, List.of()))
                    .orElseGet(() -> work(
                            source,
                            null,
                            null,
                            ChangeType.UNSUPPORTED,
                            List.of(),
                            Failures.unsupported(key + ": " + source.unsupported())));
        }
        Optional<Failure> obstacle = dependencies.obstacle(key);
        if (obstacle.isPresent()) {
            return blocked(source, null, obstacle.get(), List.of());
        }
        Optional<Failure> unreadVersion =
                key.kind().holdsRows() ? situation.versions().failure(key.name()) : Optional.empty();
        if (unreadVersion.isPresent()) {
            return blocked(source, null, unreadVersion.get(), List.of());
        }
        Mapped mapped = map.map(source);
        if (mapped instanceof Mapped.Refused refused) {
            return blocked(source, null, Failures.blocked(refused.reason(), refused.next()), List.of());
        }
        return decide(source, ((Mapped.Wanted) mapped).securable());
    }

    private Work decide(Securable source, Securable wanted) {
        Optional<Securable> replica = situation.replica().find(source.key());
        if (replica.isPresent()) {
            return decide(
                    source,
                    map.retaining(
                            wanted,
                            replica.get(),
                            situation.pair(source.key()).source().strangers()),
                    replica.get());
        }
        Optional<Securable> sameName = situation.replica().findNamed(source.key());
        if (sameName.isPresent()) {
            return blocked(
                    source,
                    sameName.get(),
                    Failures.blocked(
                            source.key() + " is a " + sameName.get().kind().word() + " at the replica",
                            "Drop or rename the replica's, or exclude the source's."),
                    List.of());
        }
        Optional<Failure> unknown = situation.replica().whyUnknown(source.key());
        if (unknown.isPresent()) {
            Failure failure = new Failure(
                    unknown.get().category(),
                    source.key() + " cannot be read at the replica, so it stays as it is: "
                            + unknown.get().message(),
                    unknown.get().next());
            return blocked(source, null, failure, List.of());
        }
        if (!source.definition().isTold()) {
            Failure failure = new Failure(
                    FailureCategory.PERMISSION.word(),
                    source.key() + " cannot be made at the replica: its text in "
                            + situation.direction().source() + " is not shown to Twinlake",
                    "Let a group that Twinlake is in own it at the source, then sync again.");
            return blocked(source, null, failure, List.of());
        }
        return work(source, wanted, null, ChangeType.CREATE, data.created(source), null);
    }

    private Work decide(Securable source, Securable wanted, Securable replica) {
        if (replica.unsupported() != null) {
            Failure failure = Failures.blocked(
                    source.key() + " stands at the replica as something else: " + replica.unsupported(),
                    replica.definition() instanceof GuardedTable
                            ? "Take the row filter and the masks off the replica's, which the source does not have, then sync again."
                            : "Drop or rename the replica's, or exclude the source's.");
            return blocked(source, replica, failure, List.of());
        }
        List<FieldDifference> differences = new ArrayList<>(Differences.between(wanted, replica));
        if (!ownership.ours(replica)) {
            return notOurs(source, wanted, replica, differences);
        }
        Optional<Failure> foreign = ownership.adopts(replica) ? Optional.empty() : foreignHand(source, wanted, replica);
        Optional<List<FieldDifference>> healed = foreign.isEmpty() ? Optional.empty() : healing.drift(wanted, replica);
        if (foreign.isPresent() && healed.isEmpty()) {
            return blocked(source, replica, foreign.get(), differences);
        }
        List<FieldDifference> fixed =
                differences.stream().filter(DecideChange::fixedAtCreation).toList();
        if (!fixed.isEmpty()) {
            Failure failure = Failures.blocked(
                    source.key() + " cannot become what the source is: " + fixed,
                    "Drop the replica's table, then sync again: it is cloned anew.");
            return blocked(source, replica, failure, differences);
        }
        ChangeType type = type(source, wanted, replica, differences);
        Work work = work(source, wanted, replica, type, differences, null);
        return healed.map(work::healing).orElse(work);
    }

    /** Fills the differences with those of the data, and says which change they ask for. */
    private ChangeType type(Securable source, Securable wanted, Securable replica, List<FieldDifference> differences) {
        boolean table = source.kind().holdsRows();
        List<FieldDifference> ofData = table ? data.changed(source, replica) : List.of();
        boolean ofColumns = table && DecideData.columnsDiffer(wanted, replica);
        differences.addAll(0, ofData);
        differences.addAll(unnamed(replica));
        if (differences.isEmpty()) {
            return ChangeType.KEEP;
        }
        boolean ofBody = wanted.definition().isReplacedWhole()
                && !Differences.ofDefinition(wanted, replica).isEmpty();
        return !ofData.isEmpty() || ofColumns || ofBody ? ChangeType.REPLACE : ChangeType.UPDATE;
    }

    /** A run that was killed right behind its creating statement did not come to tell the marker which object it is of. */
    private List<FieldDifference> unnamed(Securable replica) {
        Marker marker = replica.marker();
        return marker == null || replica.bearsMarkerOfItself() || marker.archived() || marker.names(replica.id())
                ? List.of()
                : List.of(new FieldDifference(Marker.PREFIX + "object", replica.id(), marker.object()));
    }

    private Work notOurs(Securable source, Securable wanted, Securable replica, List<FieldDifference> differences) {
        if (differences.isEmpty() && !source.kind().holdsRows()) {
            return work(source, wanted, replica, ChangeType.KEEP, List.of(), null);
        }
        String difference = differences.isEmpty() ? "its data was never paired with the source's" : differences + "";
        String made = ownership.marked(replica)
                ? " bears Twinlake's marker at the replica, and this ledger does not know it: "
                : " exists at the replica and was not made by Twinlake: ";
        String restore = ownership.marked(replica)
                ? " Where another ledger made it: `twinlake ledger restore`, or `twinlake ledger rebuild`."
                : "";
        Failure failure = Failures.blocked(
                source.key() + made + difference,
                "Drop or rename the replica's, or let Twinlake have it, and write over it: `twinlake sync --adopt "
                        + source.name() + "`; `twinlake plan --adopt " + source.name() + "` shows what it takes."
                        + restore);
        return blocked(source, replica, failure, differences);
    }

    /** Whether somebody else wrote to a replica of ours since we last did. */
    private Optional<Failure> foreignHand(Securable source, Securable wanted, Securable replica) {
        Optional<DeltaVersion> commit =
                source.kind().holdsRows() ? situation.versions().lastForeign(source.name()) : Optional.empty();
        Pairing pair = situation.pairing(source.key()).orElse(Pairing.NONE);
        if (commit.isPresent()) {
            return Optional.of(data.foreign(source, commit.get(), pair));
        }
        Optional<Undecided> open =
                Optional.ofNullable(situation.remembered().undecided().get(source.key()));
        List<FieldDifference> definition = Differences.ofDefinition(wanted, replica);
        if (!definition.isEmpty() && !definedByUs(replica, pair, open)) {
            return Optional.of(Failures.blocked(
                    source.key() + " was changed at the replica by somebody else: " + definition,
                    "Undo the change at the replica, or drop the replica's, then sync again."));
        }
        Fingerprint ours = pair.replica();
        if (ours == null || open.isPresent()) {
            return Optional.empty();
        }
        List<FieldDifference> access = Differences.ofAccess(wanted, replica);
        if (!access.isEmpty() && !ours.access().equals(replica.fingerprint().access())) {
            return Optional.of(changedThere(source.key() + " has access", access));
        }
        List<FieldDifference> tags = Differences.ofTags(wanted, replica);
        return tags.isEmpty() || taggedByUs(wanted, replica, ours)
                ? Optional.empty()
                : Optional.of(changedThere(source.key() + " has tags", tags));
    }

    private static Failure changedThere(String what, List<FieldDifference> differences) {
        return Failures.blocked(
                what + " at the replica that somebody else changed: " + differences,
                "Make the same change at the source, or undo it at the replica, then sync again.");
    }

    /** Whether tags are the ones that we left; where none of ours are known, whether all of them are the source's. */
    private static boolean taggedByUs(Securable wanted, Securable replica, Fingerprint ours) {
        return ours.tags() == null
                ? Objects.requireNonNull(wanted.tags()).hasAll(Objects.requireNonNull(replica.tags()))
                : ours.tags().equals(replica.fingerprint().tags());
    }

    /**
     * Whether a definition is the one that we left or were writing. A table that we were writing is told by its commits, and so is one that was
     * settled where it stands.
     */
    private static boolean definedByUs(Securable replica, Pairing pair, Optional<Undecided> open) {
        Fingerprint ours = pair.replica();
        String now = pair.now(replica).definition();
        // Where no tags are known an older version may have left it, which knew fewer fields; of a table its commits
        // tell.
        boolean older = ours != null && ours.tags() == null && replica.kind().holdsRows();
        boolean asWeLeftIt = older || (ours != null && ours.definition().equals(now));
        if (asWeLeftIt || pair.isSettled() || (ours == null && (open.isEmpty() || replica.marker() == null))) {
            return true;
        }
        return open.isPresent()
                && (replica.kind().holdsRows() || open.get().definitions().contains(now));
    }

    private static boolean fixedAtCreation(FieldDifference difference) {
        return difference.name().equals("type") || difference.name().equals("location");
    }

    private Work blocked(
            Securable source, @Nullable Securable replica, Failure failure, List<FieldDifference> differences) {
        return work(source, null, replica, ChangeType.BLOCKED, differences, failure);
    }

    private Work work(
            Securable source,
            @Nullable Securable wanted,
            @Nullable Securable replica,
            ChangeType type,
            List<FieldDifference> differences,
            @Nullable Failure failure) {
        @Nullable String reason = failure == null ? adopted(replica) : failure.message();
        @Nullable
        String content = type == ChangeType.CREATE && wanted != null
                ? wanted.fingerprint().toString()
                : null;
        Change change = new Change(
                source.kind(), source.name(), type, wave(source.key()), reason, differences, List.of(), content);
        return new Work(
                change,
                source,
                wanted,
                replica,
                situation.state(source.key()),
                situation.versions().atSource(source.name()).orElse(null),
                failure);
    }

    private @Nullable String adopted(@Nullable Securable replica) {
        if (replica == null || !ownership.adopts(replica)) {
            return null;
        }
        return "adopted: this ledger did not pair it; "
                + (replica.marker() == null
                        ? "it bears no marker"
                        : "its marker names group " + replica.marker().group());
    }

    /** What contains others comes before them, catalogs first. */
    private int wave(SecurableKey key) {
        int above = key.name().parts().size() - 1;
        return key.kind().isContainer() ? above : above + dependencies.level(key);
    }
}
