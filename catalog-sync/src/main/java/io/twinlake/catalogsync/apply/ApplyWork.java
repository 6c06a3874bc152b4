package io.twinlake.catalogsync.apply;

import io.twinlake.catalogsync.access.AlignAccess;
import io.twinlake.catalogsync.access.AlignTags;
import io.twinlake.catalogsync.access.HoldRights;
import io.twinlake.catalogsync.access.TakeOwner;
import io.twinlake.catalogsync.change.ChangeType;
import io.twinlake.catalogsync.change.Differences;
import io.twinlake.catalogsync.change.FieldDifference;
import io.twinlake.catalogsync.change.UnwrittenOutcome;
import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.data.CloneTable;
import io.twinlake.catalogsync.data.SetAside;
import io.twinlake.catalogsync.kind.Table;
import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.outcome.Kept;
import io.twinlake.catalogsync.outcome.ObjectOutcome;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.region.OwnRights;
import io.twinlake.catalogsync.region.ReadSecurable;
import io.twinlake.catalogsync.securable.Access;
import io.twinlake.catalogsync.securable.Creation;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.Ownership;
import io.twinlake.catalogsync.situation.Pairing;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.delta.TableHistory;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.state.CloneRecord;
import io.twinlake.ledger.state.Failure;
import io.twinlake.ledger.state.Intent;
import io.twinlake.ledger.state.Intents;
import io.twinlake.ledger.state.Outcome;
import io.twinlake.ledger.state.ReplicaState;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Applies one change, top to bottom: definition, comments, tags, grants; then reads the object back, for only what is read is known. The owner
 * comes last of all, once every object of the run is written.
 * Whatever concerns one object becomes its outcome.
 */
public final class ApplyWork {
    private final Situation situation;
    private final Workspace source;
    private final GuardedWorkspace replica;
    private final ReadSecurable read;
    private final HoldRights rights;
    private final WriteContainer containers;
    private final TakeOwner take;
    private final MarkObject marks;
    private final WriteTable tables;
    private final AlignAccess access;
    private final AlignTags tags;
    private final TableHistory history;
    private final LookAgain look;
    private final Intents intents;
    private final RunId run;
    private final NextState next;

    ApplyWork(
            Situation situation,
            Workspace source,
            GuardedWorkspace replica,
            WriteTable tables,
            ReadSecurable read,
            OwnRights own,
            LookAgain look,
            Intents intents,
            RunId run) {
        this.situation = situation;
        this.source = source;
        this.replica = replica;
        this.read = read;
        this.rights = new HoldRights(replica, own);
        this.containers = new WriteContainer(replica, read);
        this.take = new TakeOwner(replica, own);
        this.marks = new MarkObject(replica, containers, take);
        this.tables = tables;
        this.access = new AlignAccess(replica, situation.group().access());
        this.tags = new AlignTags(replica);
        this.history = new TableHistory(replica.reading().statements());
        this.look = look;
        this.intents = intents;
        this.run = run;
        this.next = new NextState(situation, run);
    }

    /** With all that it takes to write a group's replica in one run. */
    public static ApplyWork of(
            Situation situation,
            Workspace source,
            GuardedWorkspace replica,
            ReadSecurable read,
            OwnRights own,
            CloneTable clone,
            SetAside setAside,
            Intents intents,
            RunId run) {
        LookAgain look = new LookAgain(
                situation, read, new TableHistory(replica.reading().statements()));
        WriteTable tables = new WriteTable(
                source, clone, new TakeOwner(replica, own), setAside, new AlignTable(replica), read, look);
        return new ApplyWork(situation, source, replica, tables, read, own, look, intents, run);
    }

    /**
     * An outcome and what the ledger is to remember of it.
     *
     * @param known the intents whose effect it tells; one whose effect is not known stays open
     * @param kept what the object stands without
     */
    public record Applied(ObjectOutcome outcome, ReplicaState state, List<Intent> known, List<Kept> kept) {
        private static Applied of(ObjectOutcome outcome, ReplicaState state, List<Intent> known) {
            return new Applied(outcome, state, known, List.of());
        }
    }

    /** Makes one change; only what concerns more than this object is thrown. */
    public Applied apply(Work work) {
        try {
            Optional<Failure> obstacle = obstacle(work);
            if (obstacle.isPresent()) {
                return hindered(work, obstacle.get(), List.of());
            }
        } catch (ClientException failure) {
            return hindered(work, Failures.of(failure), List.of());
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return hindered(work, Failures.unreadable(unreadable), List.of());
        }
        return write(work, Writing.begin(intents, history, run, work, situation));
    }

    private Applied write(Work work, Writing writing) {
        try {
            return work.change().type() == ChangeType.PRUNE
                    ? remove(work, writing)
                    : write(
                            work,
                            Objects.requireNonNull(work.source()),
                            Objects.requireNonNull(work.wanted()),
                            writing);
        } catch (ChangedMeanwhile foreign) {
            return hindered(work, foreign.failure(), List.of());
        } catch (Hindered.Restored restored) {
            ReplicaState state = next.restored(work, restored.failure(), restored.now());
            return Applied.of(outcome(work, restored.failure()), state, List.of(writing.intent()));
        } catch (NotProtected unsupported) {
            return hindered(work, unsupported.failure(), List.of(writing.intent()));
        } catch (ClientException failure) {
            return hindered(work, Failures.of(failure), withoutEffect(work, failure, writing));
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return hindered(work, Failures.unreadable(unreadable), List.of());
        }
    }

    /** The intent of a writing of which it is certain that it changed nothing: the call that failed did not, and none did before it. */
    private List<Intent> withoutEffect(Work work, ClientException failure, Writing writing) {
        try {
            return failure.effect() == Effect.NONE && look.obstacle(work).isEmpty()
                    ? List.of(writing.intent())
                    : List.of();
        } catch (ClientException | IllegalArgumentException | DateTimeException unread) {
            return List.of();
        }
    }

    /** For work that cannot be begun: its replica stays as it is. */
    public Applied refuse(Work work, Failure failure) {
        return hindered(work, failure, List.of());
    }

    private Applied write(Work work, Securable source, Securable owned, Writing writing) {
        Securable wanted = owned.withAccess(aligned(owned, work.replica()));
        boolean original = work.replica() != null && new Ownership(situation).original(work.replica());
        Marker marker = marker(wanted, writing);
        Optional<WriteTable.Written> rows = Optional.empty();
        if (wanted.kind().holdsRows()) {
            rows = Optional.of(tables.write(work, wanted, original, marker, writing));
        } else {
            writeDefinition(work, wanted, original ? Optional.empty() : Optional.of(known(work, marker)), writing);
        }
        Securable written = read.back(wanted.key());
        if (!original || written.bears(marker, intents(work, writing))) {
            marks.ensure(wanted, written, marker, writing);
        }
        if (wanted.kind() == SecurableKind.CATALOG) {
            rights.ensure(wanted.name());
        }
        AlignTags.Aligned tagged = tags.align(work, wanted);
        List<Failure> untagged = tagged.isAnothers() ? List.of(LookAgain.changed(work.key())) : tagged.failed();
        AlignAccess.Aligned aligned = access.align(untagged.isEmpty() ? wanted : notMoreOpen(wanted, written), written);
        boolean asWanted =
                Differences.between(Table.keyedAs(wanted, written), written).isEmpty();
        Securable now =
                (asWanted ? written : read.back(wanted.key())).withTags(tagged.isAnothers() ? null : tagged.now());
        Optional<CloneRecord> clone = rows.flatMap(WriteTable.Written::done);
        Long replicaVersion = null;
        if (rows.isPresent()) {
            replicaVersion = history.current(wanted.name()).version();
            tables.stopAtForeign(work, rows.get().since(), writing);
            if (clone.isPresent()) {
                tables.pair(clone.get(), replicaVersion);
            }
        }
        Outcome outcome = outcome(work);
        SortedSet<String> strangers = strangers(work, wanted, now, aligned);
        // Keys come behind all clones, for they refer to other tables.
        Securable given = Table.keyedAs(wanted, now).withAccess(wanted.access().without(strangers));
        List<FieldDifference> differences = Differences.between(given, now);
        Untaken untaken = Untaken.of(strangers).withProperties(given.kind(), differences);
        Optional<Failure> failed = left(
                joined(untagged, aligned.failed()),
                given.key(),
                untaken.properties().isEmpty() ? differences : List.of());
        // A run that tells a failure tells nothing else of the object: the next one learns what it can tell.
        Untaken told = failed.isPresent() ? Untaken.of(strangers) : untaken;
        ReplicaState state = next.paired(work, source, now, clone, replicaVersion, told, outcome);
        List<Intent> known = settled(work, writing);
        if (failed.isPresent()) {
            Outcome left = UnwrittenOutcome.of(failed.get());
            return Applied.of(
                    new ObjectOutcome(wanted.kind(), wanted.name(), left, failed.get()),
                    state.with(left, failed.get()),
                    known);
        }
        return new Applied(
                new ObjectOutcome(wanted.kind(), wanted.name(), outcome, null),
                state,
                known,
                joined(aligned.kept(), untaken.kept(wanted.key())));
    }

    /** Policies go by tags: where one is missing nobody gets what he does not have. */
    private static Securable notMoreOpen(Securable wanted, Securable there) {
        return wanted.withAccess(wanted.access().within(there.access()));
    }

    /** Whom the region does not know: those who were met now, and former ones of whom nothing newer is known. */
    private SortedSet<String> strangers(Work work, Securable wanted, Securable now, AlignAccess.Aligned aligned) {
        SortedSet<String> strangers =
                new TreeSet<>(situation.pair(work.key()).replica().strangers());
        if (wanted.access().grants() != null) {
            strangers.retainAll(wanted.access().grants().keySet());
        }
        if (now.access().grants() != null) {
            strangers.removeAll(now.access().grants().keySet());
        }
        strangers.addAll(aligned.strangers());
        return strangers;
    }

    /** No owner yet. Where the source's grants are unknown the replica keeps its own, also when it is replaced. */
    private static Access aligned(Securable wanted, @Nullable Securable replica) {
        Access access = replica == null || wanted.access().isKnown() ? wanted.access() : replica.access();
        return access.withOwner(null);
    }

    private Optional<Failure> obstacle(Work work) {
        Optional<Failure> ofRemoval =
                work.change().type() == ChangeType.PRUNE ? obstacleToRemoval(work) : Optional.empty();
        return ofRemoval.isPresent() ? ofRemoval : look.obstacle(work);
    }

    /** A listing leaves out what may not be seen: only a read of the source that finds nothing proves that it is gone. */
    private Optional<Failure> obstacleToRemoval(Work work) {
        Securable gone = Objects.requireNonNull(work.replica());
        if (source.catalog().find(gone.kind(), gone.name()).isPresent()) {
            return Optional.of(Failures.blocked(
                    gone.key() + " is not listed at the source and yet exists there: it is not removed",
                    "Let Twinlake's principal see it at the source, or exclude it."));
        }
        return intact(work)
                ? Optional.empty()
                : Optional.of(Failures.blocked(
                        gone.key() + " was changed at the replica since Twinlake last wrote it: it is not removed",
                        "Undo the change at the replica, or drop the replica's, then sync again."));
    }

    private Applied remove(Work work, Writing writing) {
        Securable gone = Objects.requireNonNull(work.replica());
        replica.delete(gone.kind(), gone.name());
        List<Intent> known = settled(work, writing);
        return Applied.of(
                new ObjectOutcome(gone.kind(), gone.name(), Outcome.PRUNED, null), next.pruned(work, gone), known);
    }

    private Marker marker(Securable wanted, Writing writing) {
        return Marker.of(situation.group().name(), wanted.id())
                .by(writing.intent().id());
    }

    /** A replica that stands has its id before it is written again. */
    private static Marker known(Work work, Marker marker) {
        return work.replica() == null ? marker : marker.on(work.replica().id());
    }

    /** The intents whose statements may have made what stands at the replica. */
    private List<String> intents(Work work, Writing writing) {
        return Stream.concat(situation.openIntents(work.key()).stream(), Stream.of(writing.intent()))
                .map(Intent::id)
                .toList();
    }

    /** What is known of once the object is: this writing, and what was left open before it. */
    private List<Intent> settled(Work work, Writing writing) {
        return Stream.concat(situation.settledWith(work.key()).stream(), Stream.of(writing.intent()))
                .toList();
    }

    private void writeDefinition(Work work, Securable wanted, Optional<Marker> marker, Writing writing) {
        Map<String, String> marks = marker.map(Marker::properties).orElse(Map.of());
        if (work.replica() != null && !definitionTold(wanted, work.replica())) {
            return;
        }
        boolean stays = work.replica() != null
                && wanted.definition().replaces(work.replica().definition());
        Creation creation = wanted.definition().creation(wanted, marks, stays);
        if (creation instanceof Creation.ByRest rest) {
            containers.write(work, wanted, rest, marker, intents(work, writing));
        } else if (creation instanceof Creation.ByStatement statement) {
            if (definitionDiffers(work, wanted)) {
                write(statement, work, wanted, stays, writing);
            }
        } else {
            throw new IllegalStateException(wanted.key() + " has no rows to be cloned");
        }
    }

    /** What stands keeps its grants under its new text, so those that the source has no more go first. */
    private void write(Creation.ByStatement statement, Work work, Securable wanted, boolean stays, Writing writing) {
        Securable there = work.replica();
        if (there == null) {
            execute(statement, work, wanted, writing);
        } else if (!stays) {
            remake(statement, work, there, wanted, writing);
        } else {
            access.withdraw(wanted, there);
            if (!isAltered(statement, work, wanted)) {
                execute(statement, work, wanted, writing);
            }
        }
    }

    /** Whether a view has become what it is to be by an alteration: replaced, it would lose its id and its grants. */
    private boolean isAltered(Creation.ByStatement statement, Work work, Securable wanted) {
        Securable there = work.replica();
        if (there == null || there.kind() != SecurableKind.VIEW) {
            return false;
        }
        take.ensure(there);
        boolean ofText = Differences.ofDefinition(wanted, there).stream()
                .noneMatch(field ->
                        field.name().equals("comment") || field.name().equals("schemaMode") || field.isOfProperty());
        if (!ofText || statement.alteration().isEmpty()) {
            return false;
        }
        replica.execute(statement.alteration().get(), statement.schema());
        return Differences.ofDefinition(wanted, read.back(wanted.key())).isEmpty();
    }

    /** A refusal is known only once the former one is gone, so that is made again. */
    private void remake(Creation.ByStatement statement, Work work, Securable there, Securable wanted, Writing writing) {
        drop(work, there);
        try {
            execute(statement, work, wanted, writing);
        } catch (ClientException refused) {
            if (refused.effect() == Effect.NONE) {
                throw new Hindered.Restored(Failures.of(refused), restore(there, refused));
            }
            throw refused;
        }
    }

    private Securable restore(Securable former, ClientException refused) {
        try {
            if (former.definition().creation(former, Map.of(), false) instanceof Creation.ByStatement creation) {
                replica.execute(creation.sql(), creation.schema());
            }
            access.align(former, read.back(former.key()));
            return read.back(former.key());
        } catch (ClientException lost) {
            throw new ClientException(
                    refused.category(),
                    Effect.UNKNOWN,
                    refused.operation(),
                    refused.object(),
                    refused.platformCode(),
                    refused.getMessage() + "; it was dropped for that, and could not be made again as it was: "
                            + lost.getMessage(),
                    lost);
        }
    }

    /** What the platform does not replace. Cut off behind it, the object is absent and its intent open: the next run makes it. */
    private void drop(Work work, Securable there) {
        look.obstacle(work).ifPresent(changed -> {
            throw new ChangedMeanwhile(changed);
        });
        replica.delete(there.kind(), there.name());
    }

    /** A conflict is resolved by looking: what stands there as wanted, with our marker where it can bear one, is what we asked for. */
    private void execute(Creation.ByStatement statement, Work work, Securable wanted, Writing writing) {
        try {
            replica.execute(statement.sql(), statement.schema());
        } catch (ClientException failure) {
            Optional<Securable> there =
                    failure.category() == FailureCategory.CONFLICT ? read.read(wanted.key()) : Optional.empty();
            if (there.isEmpty()) {
                throw failure;
            }
            boolean marked =
                    !wanted.kind().bearsMarker() || there.get().bears(marker(wanted, writing), intents(work, writing));
            boolean ours = marked
                    && there.get().definition().isTold()
                    && Differences.ofDefinition(wanted, there.get()).isEmpty();
            if (!ours) {
                throw new ChangedMeanwhile(LookAgain.appeared(wanted.key()));
            }
        }
    }

    private static boolean definitionTold(Securable wanted, Securable replica) {
        return wanted.definition().isTold() && replica.definition().isTold();
    }

    private static boolean definitionDiffers(Work work, Securable wanted) {
        return work.replica() == null
                || !Differences.ofDefinition(wanted, work.replica()).isEmpty();
    }

    private static <T> List<T> joined(List<T> first, List<T> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }

    /** What is still not as wanted: refusals with their reasons first. */
    private static Optional<Failure> left(List<Failure> refused, SecurableKey key, List<FieldDifference> differences) {
        if (!refused.isEmpty()) {
            String messages =
                    String.join("; ", refused.stream().map(Failure::message).toList());
            return Optional.of(new Failure(
                    refused.get(0).category(), messages, refused.get(0).next()));
        }
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(new Failure(
                        "differs",
                        key + " was written and still differs: " + differences,
                        "Compare the named fields in both regions; sync again once they can be equal."));
    }

    private Applied hindered(Work work, Failure failure, List<Intent> known) {
        return Applied.of(outcome(work, failure), next.hindered(work, failure, UnwrittenOutcome.of(failure)), known);
    }

    private static ObjectOutcome outcome(Work work, Failure failure) {
        return new ObjectOutcome(work.change().kind(), work.change().object(), UnwrittenOutcome.of(failure), failure);
    }

    /** Whether the replica is still what we last left there; not known means no. */
    private boolean intact(Work work) {
        Pairing pair = situation.pairing(work.key()).orElse(Pairing.NONE);
        if (pair.replica() == null) {
            return false;
        }
        try {
            Optional<Securable> now = read.read(work.key());
            return now.isPresent()
                    && pair.now(now.get()).saysAs(pair.replica())
                    && (!work.change().kind().holdsRows() || atVersion(work, pair.accounted()));
        } catch (ClientException | IllegalArgumentException | DateTimeException unread) {
            return false;
        }
    }

    /** The platform's own maintenance moves a version and no row. */
    private boolean atVersion(Work work, @Nullable Long version) {
        if (version == null) {
            return false;
        }
        ObjectName table = work.change().object();
        return history.foreignSince(table, version, history.current(table), situation.own(work.key()))
                .isEmpty();
    }

    private static Outcome outcome(Work work) {
        return switch (work.change().type()) {
            case CREATE -> Outcome.CREATED;
            case REPLACE -> Outcome.REPLACED;
            default -> Outcome.UPDATED;
        };
    }
}
