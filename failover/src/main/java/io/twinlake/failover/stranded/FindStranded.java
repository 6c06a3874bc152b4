package io.twinlake.failover.stranded;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.Concurrently;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.delta.CurrentVersions;
import io.twinlake.clients.databricks.delta.DeltaVersion;
import io.twinlake.clients.databricks.delta.OwnCommits;
import io.twinlake.clients.databricks.delta.ReadCurrentVersions;
import io.twinlake.clients.databricks.delta.TableHistory;
import io.twinlake.clients.databricks.sharing.Mounted;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.failover.tables.ListTables;
import io.twinlake.failover.tables.ListedTable;
import io.twinlake.failover.tables.Unread;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.Undecided;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.state.ReplicaState;
import io.twinlake.ledger.state.Side;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares the commits of a demoted region's Delta tables with what the ledger says was replicated. Changes nothing. A listing or a history that
 * cannot be read is told beside what the others hold, for not known is not none; a region that answers nothing is a {@link ClientException}.
 */
public final class FindStranded {
    private final FailoverGroup group;
    private final Workspace demoted;
    private final Ledger ledger;
    private final TableHistory history;

    public FindStranded(FailoverGroup group, Workspace demoted, Ledger ledger) {
        this.group = group;
        this.demoted = demoted;
        this.ledger = ledger;
        this.history = new TableHistory(demoted.statements());
    }

    public StrandedSearch find() {
        Map<ObjectName, Known> known = known();
        Map<ObjectName, OwnCommits> own = own();
        Unread unread = new Unread(demoted);
        List<ListedTable> tables = new ListTables(group, demoted, unread).list();
        Concurrently concurrently = new Concurrently(group.sync().concurrency());
        CurrentVersions newest = new ReadCurrentVersions(demoted, concurrently)
                .read(tables.stream().map(ListedTable::name).toList());
        newest.failures().forEach((table, failure) -> note(table, failure, unread));
        List<Stranded> found = concurrently
                .map(
                        tables,
                        table -> newest.of(table.name())
                                .flatMap(current -> stranded(
                                        table,
                                        current,
                                        known.get(table.name()),
                                        own.getOrDefault(table.name(), OwnCommits.NONE),
                                        unread)))
                .stream()
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Stranded::object))
                .toList();
        return new StrandedSearch(found, unread.named());
    }

    /** One that is not found was dropped since it was listed. */
    private static void note(ObjectName table, ClientException failure, Unread unread) {
        if (failure.category() != FailureCategory.NOT_FOUND) {
            unread.add(table, failure);
        }
    }

    /**
     * A sync towards the region that was cut off has left clones there that are ours. Other commits prove nothing: the region has been the
     * primary since.
     */
    private Map<ObjectName, OwnCommits> own() {
        Direction back = new Direction(group.otherThan(demoted.region()), demoted.region());
        return Undecided.of(ledger, group.name(), back).stream()
                .filter(undecided -> undecided.kind().holdsRows())
                .collect(Collectors.toMap(
                        Undecided::object,
                        undecided ->
                                OwnCommits.clones(new Mounted(group.name(), undecided.object()), undecided.cloned())));
    }

    /**
     * What the ledger knows of a table, as the demoted region has it.
     *
     * @param accounted the version up to which every commit is replicated or settled
     */
    private record Known(
            @Nullable String id,
            @Nullable Long version,
            @Nullable Long accounted) {
        static Known of(ReplicaState state, RegionName demoted) {
            Side side = state.in(demoted);
            return new Known(side.id(), side.version(), side.accounted());
        }
    }

    private Map<ObjectName, Known> known() {
        Map<ObjectName, Known> known = new HashMap<>();
        for (ReplicaState state : ledger.states().all(group.name())) {
            if (state.kind().holdsRows()) {
                known.put(state.object(), Known.of(state, demoted.region()));
            }
        }
        return known;
    }

    private Optional<Stranded> stranded(
            ListedTable table, DeltaVersion newest, @Nullable Known known, OwnCommits own, Unread unread) {
        try {
            if (known == null || known.version() == null || known.accounted() == null) {
                // Begun by a first sync that was cut off, and by nobody else since.
                boolean ourOwn = !own.cloned().isEmpty()
                        && history.foreignSince(table.name(), TableHistory.NO_VERSION, newest, own)
                                .isEmpty();
                return ourOwn ? Optional.empty() : Optional.of(stranded(table, Stranded.Kind.NEW_TABLE, null, newest));
            }
            long replicated = known.version();
            if (!table.id().equals(known.id())) {
                return Optional.of(stranded(table, Stranded.Kind.RECREATED, replicated, newest));
            }
            return history.foreignSince(table.name(), known.accounted(), newest, own).stream()
                    .findFirst()
                    .map(last -> stranded(table, Stranded.Kind.COMMITS, replicated, last));
        } catch (ClientException failure) {
            note(table.name(), failure, unread);
            return Optional.empty();
        }
    }

    private static Stranded stranded(
            ListedTable table, Stranded.Kind kind, @Nullable Long replicated, DeltaVersion newest) {
        return new Stranded(
                table.name(),
                table.id(),
                kind,
                replicated,
                newest.version(),
                newest.committedAt(),
                newest.operation(),
                newest.user());
    }
}
