package io.twinlake.failover.stranded;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.delta.DeltaVersion;
import io.twinlake.clients.databricks.delta.ForeignCommits;
import io.twinlake.clients.databricks.delta.LostVersion;
import io.twinlake.clients.databricks.delta.OwnCommits;
import io.twinlake.clients.databricks.delta.TableHistory;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.failover.stranded.Stranded.Kind;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.state.ReplicaState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Settles stranded commits in the demoted region, so that the way back may write their tables: each goes back to the version last
 * replicated, which the audit trail records with who wanted it and why. One whose version is gone stays as it stands: the ledger notes up to
 * which commit it is settled, and the way back writes over it. Nothing is removed from a table's history. May be repeated: a table that is
 * settled is stranded no more.
 */
public final class SettleStranded {
    private static final Duration AT_MOST = Duration.ofMinutes(30);

    private final FailoverGroup group;
    private final Workspace demoted;
    private final Ledger ledger;
    private final Order order;
    private final TableHistory history;

    /**
     * Who settles, and why.
     *
     * @param epoch the epoch that demoted the region: it names the schema of what is kept
     * @param guard called right before each write; it throws where this run may write no more
     */
    public record Order(RunId run, Epoch epoch, String actor, String reason, Runnable guard) {}

    public SettleStranded(FailoverGroup group, Workspace demoted, Ledger ledger, Order order) {
        this.group = group;
        this.demoted = demoted;
        this.ledger = ledger;
        this.order = order;
        this.history = new TableHistory(demoted.statements());
    }

    /** Keeps what is stranded as tables of their own in the demoted region, and then gives it up where it was. */
    public Settlement export(List<Stranded> stranded) {
        KeepStranded keep = new KeepStranded(group.name(), demoted, order);
        Map<ObjectName, List<ObjectName>> kept = new TreeMap<>();
        for (Stranded table : stranded) {
            if (table.kind() == Kind.COMMITS) {
                kept.put(table.object(), keep.keep(table));
            }
        }
        return settle(stranded, kept, Optional.of(keep));
    }

    /** Gives up what is stranded. */
    public Settlement discard(List<Stranded> stranded) {
        return settle(stranded, new TreeMap<>(), Optional.empty());
    }

    private Settlement settle(
            List<Stranded> stranded, Map<ObjectName, List<ObjectName>> kept, Optional<KeepStranded> keep) {
        List<ObjectName> settled = new ArrayList<>();
        List<ObjectName> overwritten = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (Stranded table : stranded) {
            switch (table.kind()) {
                case COMMITS -> {
                    Optional<ClientException> gone = goBack(table, kept.getOrDefault(table.object(), List.of()));
                    if (gone.isEmpty()) {
                        settled.add(table.object());
                    } else {
                        keep.ifPresent(whole ->
                                kept.merge(table.object(), List.of(whole.whole(table)), SettleStranded::joined));
                        stay(table, kept.getOrDefault(table.object(), List.of()), gone.get());
                        overwritten.add(table.object());
                    }
                    writtenMeanwhile(table).ifPresent(left::add);
                }
                case RECREATED ->
                    left.add(
                            "table " + table.object() + " in " + demoted.region()
                                    + " took the place of the one that was replicated: rename or drop it there, then run this again");
                case NEW_TABLE -> {
                    // Nothing overwrites it.
                }
            }
        }
        return new Settlement(kept, settled, overwritten, left);
    }

    private static List<ObjectName> joined(List<ObjectName> before, List<ObjectName> more) {
        return Stream.concat(before.stream(), more.stream()).distinct().toList();
    }

    /** Why it cannot go back any more; empty where it did. */
    private Optional<ClientException> goBack(Stranded table, List<ObjectName> kept) {
        audit(kept.isEmpty() ? "stranded commits discarded" : "stranded commits exported", table, kept, Map.of());
        order.guard().run();
        try {
            demoted.statements()
                    .run(
                            Statement.of("RESTORE TABLE " + Identifiers.quote(table.object()) + " TO VERSION AS OF "
                                    + table.lastReplicatedVersion()),
                            AT_MOST);
            return Optional.empty();
        } catch (ClientException refused) {
            if (!LostVersion.isCauseOf(refused)) {
                throw refused;
            }
            return Optional.of(refused);
        }
    }

    /** Whoever commits there from now on is asked about as before: the ledger's note names the last commit that was settled. */
    private void stay(Stranded table, List<ObjectName> kept, ClientException gone) {
        audit(
                "stranded commits left to be written over",
                table,
                kept,
                Map.of("why", String.valueOf(gone.getMessage())));
        order.guard().run();
        ReplicaState state = ledger.states()
                .find(group.name(), SecurableKind.TABLE, table.object())
                .orElseThrow();
        ledger.states()
                .record(
                        order.run(),
                        List.of(state.settledIn(demoted.region(), table.lastVersion(), order.run())),
                        List.of());
    }

    private void audit(String action, Stranded table, List<ObjectName> kept, Map<String, String> more) {
        Map<String, String> details = new TreeMap<>(Map.of(
                "group", group.name().value(),
                "run", order.run().value(),
                "region", demoted.region().value(),
                "table", table.object().toString(),
                "versions", "after " + table.lastReplicatedVersion() + " up to " + table.lastVersion(),
                "kept",
                        kept.isEmpty()
                                ? "nothing"
                                : String.join(
                                        ", ",
                                        kept.stream().map(ObjectName::toString).toList()),
                "reason", order.reason()));
        details.putAll(more);
        ledger.audit().append(order.actor(), action, details);
    }

    /** Somebody who still writes there may have slipped in between the search and the going back. */
    private Optional<String> writtenMeanwhile(Stranded table) {
        List<DeltaVersion> after = history.after(table.object(), table.lastVersion()).stream()
                .filter(commit -> !commit.operation().equals("RESTORE"))
                .toList();
        return ForeignCommits.among(after, table.lastVersion(), OwnCommits.NONE).stream()
                .findFirst()
                .map(commit -> "table " + table.object() + " in " + demoted.region() + " got version "
                        + commit.version() + " while it was settled: stop its writer; the rows are there VERSION AS OF "
                        + commit.version());
    }
}
