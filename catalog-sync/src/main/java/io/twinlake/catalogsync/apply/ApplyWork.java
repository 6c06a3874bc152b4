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
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.Ownership;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Effect;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.delta.TableHistory;
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
    private final GuardedWorkspace replica;
    private final ReadSecurable read;
    private final HoldRights rights;
    private final ProveRemoval removal;
    private final WriteDefinition definitions;
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
        this.replica = replica;
        this.read = read;
        this.rights = new HoldRights(replica, own);
        WriteContainer containers = new WriteContainer(replica, read);
        TakeOwner take = new TakeOwner(replica, own);
        this.access = new AlignAccess(replica, situation.group().access());
        this.definitions = new WriteDefinition(replica, read, containers, take, access, look);
        this.marks = new MarkObject(replica, containers, take);
        this.tables = tables;
        this.tags = new AlignTags(replica);
        this.history = new TableHistory(replica.reading().statements());
        this.removal = new ProveRemoval(situation, source, read, history);
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
            Optional<Failure> obstacle = removal.obstacle(work).or(() -> look.obstacle(work));
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
        } catch (Hindered.ChangedMeanwhile foreign) {
            return hindered(work, foreign.failure(), List.of());
        } catch (Hindered.Restored restored) {
            ReplicaState state = next.restored(work, restored.failure(), restored.now());
            return Applied.of(outcome(work, restored.failure()), state, List.of(writing.intent()));
        } catch (Hindered.NotProtected unsupported) {
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
        Marker marker = writing.marker(wanted);
        Optional<WriteTable.Written> rows = Optional.empty();
        if (wanted.kind().holdsRows()) {
            rows = Optional.of(tables.write(work, wanted, original, marker, writing));
        } else {
            definitions.write(work, wanted, original ? Optional.empty() : Optional.of(known(work, marker)), writing);
        }
        Securable written = read.back(wanted.key());
        if (!original || written.bears(marker, writing.makers())) {
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

    private Applied remove(Work work, Writing writing) {
        Securable gone = Objects.requireNonNull(work.replica());
        replica.delete(gone.kind(), gone.name());
        List<Intent> known = settled(work, writing);
        return Applied.of(
                new ObjectOutcome(gone.kind(), gone.name(), Outcome.PRUNED, null), next.pruned(work, gone), known);
    }

    /** A replica that stands has its id before it is written again. */
    private static Marker known(Work work, Marker marker) {
        return work.replica() == null ? marker : marker.on(work.replica().id());
    }

    /** What is known of once the object is: this writing, and what was left open before it. */
    private List<Intent> settled(Work work, Writing writing) {
        return Stream.concat(situation.settledWith(work.key()).stream(), Stream.of(writing.intent()))
                .toList();
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

    private static Outcome outcome(Work work) {
        return switch (work.change().type()) {
            case CREATE -> Outcome.CREATED;
            case REPLACE -> Outcome.REPLACED;
            default -> Outcome.UPDATED;
        };
    }
}
