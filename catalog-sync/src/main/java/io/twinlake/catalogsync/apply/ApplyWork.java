package io.twinlake.catalogsync.apply;

import io.twinlake.catalogsync.Failure;
import io.twinlake.catalogsync.Failures;
import io.twinlake.catalogsync.ObjectOutcome;
import io.twinlake.catalogsync.change.ChangeType;
import io.twinlake.catalogsync.change.Differences;
import io.twinlake.catalogsync.change.FieldDifference;
import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.data.CloneTable;
import io.twinlake.catalogsync.data.SetAside;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.region.ReadSecurable;
import io.twinlake.catalogsync.securable.Definition;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.situation.Ownership;
import io.twinlake.catalogsync.situation.Pairing;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.catalogsync.sql.CreateFunction;
import io.twinlake.catalogsync.sql.CreateView;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.delta.ForeignCommits;
import io.twinlake.clients.databricks.delta.TableHistory;
import io.twinlake.config.SecurableKind;
import io.twinlake.ledger.run.RunId;
import io.twinlake.ledger.state.CloneRecord;
import io.twinlake.ledger.state.Outcome;
import io.twinlake.ledger.state.ReplicaState;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Applies one change, top to bottom: definition, comments, grants, owner; then reads the object back, for only what is read is known.
 * Whatever concerns one object becomes its outcome.
 */
public final class ApplyWork {
    private final Situation situation;
    private final Workspace source;
    private final GuardedWorkspace replica;
    private final ReadSecurable read;
    private final WriteContainer containers;
    private final WriteTable tables;
    private final AlignAccess access;
    private final TableHistory history;
    private final NextState next;

    ApplyWork(Situation situation, Workspace source, GuardedWorkspace replica, WriteTable tables, NextState next) {
        this.situation = situation;
        this.source = source;
        this.replica = replica;
        this.read = new ReadSecurable(replica.reading());
        this.containers = new WriteContainer(replica, read, situation.group().name());
        this.tables = tables;
        this.access = new AlignAccess(replica);
        this.history = new TableHistory(replica.reading().statements());
        this.next = next;
    }

    /** With all that it takes to write a group's replica in one run. */
    public static ApplyWork of(
            Situation situation,
            Workspace source,
            GuardedWorkspace replica,
            CloneTable clone,
            SetAside setAside,
            RunId run) {
        ReadSecurable read = new ReadSecurable(replica.reading());
        WriteTable tables = new WriteTable(source, clone, setAside, new AlignTable(replica), read);
        return new ApplyWork(situation, source, replica, tables, new NextState(situation, run));
    }

    /** An outcome and what the ledger is to remember of it. */
    public record Applied(ObjectOutcome outcome, ReplicaState state) {}

    /** Makes one change; only what concerns more than this object is thrown. */
    public Applied apply(Work work) {
        try {
            if (work.change().type() == ChangeType.PRUNE) {
                return prune(work);
            }
            return write(work, Objects.requireNonNull(work.source()), Objects.requireNonNull(work.wanted()));
        } catch (NotProtected unsupported) {
            return hindered(work, unsupported.failure(), Outcome.UNSUPPORTED);
        } catch (ClientException failure) {
            return answerIsLost(failure)
                    ? hindered(work, false, Failures.of(failure), Outcome.FAILED)
                    : hindered(work, Failures.of(failure), Outcome.FAILED);
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return hindered(work, false, Failures.unreadable(unreadable), Outcome.FAILED);
        }
    }

    /** What we wrote may still take effect after we looked. */
    private static boolean answerIsLost(ClientException failure) {
        return switch (failure.category()) {
            case UNAVAILABLE, TIMEOUT, PROTOCOL -> true;
            case AUTHENTICATION, PERMISSION, NOT_FOUND, CONFLICT, INVALID, RATE_LIMITED -> false;
        };
    }

    /** For work that cannot be begun: its replica stays as it is. */
    public Applied refuse(Work work, Failure failure) {
        return hindered(work, failure, Outcome.FAILED);
    }

    private Applied write(Work work, Securable source, Securable wanted) {
        Optional<CloneRecord> clone = writeDefinition(work, wanted);
        Securable written = read.read(wanted.key()).orElseThrow(() -> WriteTable.vanished(wanted));
        List<Failure> refused = access.align(wanted, written);
        Securable now = Differences.between(wanted, written).isEmpty()
                ? written
                : read.read(wanted.key()).orElseThrow(() -> WriteTable.vanished(wanted));
        Long replicaVersion = null;
        if (wanted.kind() == SecurableKind.TABLE) {
            replicaVersion = history.current(wanted.name()).version();
            if (clone.isPresent()) {
                tables.pair(clone.get(), replicaVersion);
            }
        }
        Outcome outcome = outcome(work);
        ReplicaState state = next.paired(work, source, now, clone, replicaVersion, outcome);
        Optional<Failure> left = left(refused, wanted, now);
        return left.map(failure -> new Applied(
                        new ObjectOutcome(wanted.kind(), wanted.name(), Outcome.FAILED, failure),
                        failed(state, failure)))
                .orElseGet(() -> new Applied(new ObjectOutcome(wanted.kind(), wanted.name(), outcome, null), state));
    }

    /** A listing leaves out what may not be seen: only a read of the source that finds nothing proves that it is gone. */
    private Applied prune(Work work) {
        Securable gone = Objects.requireNonNull(work.replica());
        if (source.catalog().find(gone.kind(), gone.name()).isPresent()) {
            String message = gone.key() + " is not listed at the source and yet exists there: it is not removed";
            return hindered(
                    work,
                    Failures.blocked(message, "Let Twinlake's principal see it at the source, or exclude it."),
                    Outcome.BLOCKED);
        }
        if (!intact(work)) {
            String message = gone.key() + " was changed at the replica since Twinlake last wrote it: it is not removed";
            return hindered(
                    work,
                    Failures.blocked(
                            message, "Undo the change at the replica, or drop the replica's, then sync again."),
                    Outcome.BLOCKED);
        }
        replica.delete(gone.kind(), gone.name());
        ReplicaState state = next.pruned(work, gone);
        return new Applied(new ObjectOutcome(gone.kind(), gone.name(), Outcome.PRUNED, null), state);
    }

    private Optional<CloneRecord> writeDefinition(Work work, Securable wanted) {
        Marker marker = Marker.of(situation.group().name(), wanted.id());
        boolean original = work.replica() != null && new Ownership(situation).original(work.replica());
        Definition definition = wanted.definition();
        if (definition instanceof Definition.Container) {
            containers.write(work, wanted, original);
        } else if (definition instanceof Definition.Table) {
            return tables.write(work, wanted, original);
        } else if (!definitionDiffers(work, wanted)) {
            return Optional.empty();
        } else if (definition instanceof Definition.View view) {
            Map<String, String> properties = new TreeMap<>(wanted.properties());
            properties.putAll(original ? Map.of() : marker.properties());
            replica.execute(CreateView.sql(wanted.name(), view, wanted.comment(), properties), view.schema());
        } else if (definition instanceof Definition.Function function) {
            replica.execute(
                    CreateFunction.sql(
                            wanted.name(), function, original ? wanted.comment() : marker.appendTo(wanted.comment())),
                    wanted.name().parent());
        }
        return Optional.empty();
    }

    private static boolean definitionDiffers(Work work, Securable wanted) {
        return work.replica() == null
                || !Differences.ofDefinition(wanted, work.replica()).isEmpty();
    }

    /** What is still not as wanted: refusals with their reasons first. */
    private static Optional<Failure> left(List<Failure> refused, Securable wanted, Securable now) {
        if (!refused.isEmpty()) {
            String messages =
                    String.join("; ", refused.stream().map(Failure::message).toList());
            return Optional.of(new Failure(
                    refused.get(0).category(), messages, refused.get(0).next()));
        }
        List<FieldDifference> differences = Differences.between(wanted, now);
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(new Failure(
                        "differs",
                        wanted.key() + " was written and still differs: " + differences,
                        "Compare the named fields in both regions; sync again once they can be equal."));
    }

    private static ReplicaState failed(ReplicaState state, Failure failure) {
        return new ReplicaState(
                state.group(),
                state.object(),
                state.replicaObject(),
                state.kind(),
                state.direction(),
                state.sourceId(),
                state.replicaId(),
                state.sourceFingerprint(),
                state.replicaFingerprint(),
                state.sourceVersion(),
                state.replicaVersion(),
                state.pointInTime(),
                Outcome.FAILED,
                failure.category(),
                failure.message(),
                failure.next(),
                state.changedBy());
    }

    private Applied hindered(Work work, Failure failure, Outcome outcome) {
        return hindered(work, intact(work), failure, outcome);
    }

    private Applied hindered(Work work, boolean intact, Failure failure, Outcome outcome) {
        ReplicaState state = next.hindered(work, intact, failure, outcome);
        return new Applied(new ObjectOutcome(work.change().kind(), work.change().object(), outcome, failure), state);
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
                    && now.get().fingerprint().equals(pair.replica())
                    && (work.change().kind() != SecurableKind.TABLE || atVersion(work, pair.replicaVersion()));
        } catch (ClientException | IllegalArgumentException | DateTimeException unread) {
            return false;
        }
    }

    /** The platform's own maintenance moves a version and no row. */
    private boolean atVersion(Work work, @Nullable Long version) {
        if (version == null) {
            return false;
        }
        long current = history.current(work.change().object()).version();
        return current == version
                || current > version
                        && ForeignCommits.among(history.after(work.change().object(), version), version)
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
