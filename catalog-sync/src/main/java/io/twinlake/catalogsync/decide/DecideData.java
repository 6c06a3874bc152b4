package io.twinlake.catalogsync.decide;

import io.twinlake.catalogsync.change.FieldDifference;
import io.twinlake.catalogsync.kind.Table;
import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.situation.Pairing;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.clients.databricks.delta.DeltaVersion;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.ledger.state.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a table's data has to be copied. The change key is table id, version and commit time together: a table that was
 * dropped and created again can stand at the same version.
 */
final class DecideData {
    private final Situation situation;

    DecideData(Situation situation) {
        this.situation = situation;
    }

    List<FieldDifference> created(Securable source) {
        return source.kind().holdsRows() ? List.of(difference(source, null)) : List.of();
    }

    /**
     * Empty if the replica has the source's current version. A pair tells nothing of another table that took its replica's place, nor of rows that
     * were settled where they stand.
     */
    List<FieldDifference> changed(Securable source, Securable replica) {
        Optional<Pairing> pair = situation
                .pairing(source.key())
                .filter(known -> known.owns(replica.id()))
                .filter(known -> !known.isSettled());
        boolean same =
                pair.isPresent() && (pair.get().reversed() ? turned(source, pair.get()) : same(source, pair.get()));
        return same
                ? List.of()
                : List.of(difference(source, pair.map(Pairing::sourceVersion).orElse(null)));
    }

    private boolean same(Securable source, Pairing pair) {
        DeltaVersion now = version(source);
        return source.id().equals(pair.sourceId())
                && pair.sourceVersion() != null
                && pair.sourceVersion() == now.version()
                && pair.replicaVersion() != null
                && committedThen(source, now);
    }

    /** What was kept since a promotion was never cloned in this direction: then nobody noted a time. */
    private boolean committedThen(Securable source, DeltaVersion now) {
        Instant then = situation.remembered().committedAt().get(source.name());
        return then == null || then.equals(now.committedAt());
    }

    /** After a promotion: neither side moved, so both still hold the same rows and nothing has to be copied back. */
    private boolean turned(Securable source, Pairing pair) {
        return source.id().equals(pair.sourceId())
                && pair.sourceVersion() != null
                && pair.sourceVersion() == version(source).version()
                && pair.replicaVersion() != null
                && situation.versions().atReplica(source.name()).isPresent();
    }

    private DeltaVersion version(Securable source) {
        return situation.versions().atSource(source.name()).orElseThrow();
    }

    private FieldDifference difference(Securable source, @Nullable Long replicated) {
        return FieldDifference.ofVersions(version(source).version(), replicated);
    }

    Failure foreign(Securable source, DeltaVersion commit, Pairing pair) {
        String who = commit.user() == null ? "somebody" : commit.user();
        String what = who + " committed version " + commit.version() + " (" + commit.operation() + ")";
        if (pair.replicaVersion() == null) {
            return Failures.blocked(
                    source.key() + " was begun by Twinlake and then changed at the replica: " + what,
                    "Drop or rename the replica's, then sync again.");
        }
        what += " after version " + pair.accounted();
        if (pair.isSettled()) {
            return Failures.blocked(
                    source.key() + " has stranded commits in "
                            + situation.direction().replica() + ": " + what
                            + ", up to which those before it were settled",
                    "Stop its writer, then keep them aside or give them up: `twinlake sync --stranded export|discard`.");
        }
        String restore = "To let the source win, run at the replica: RESTORE TABLE " + Identifiers.quote(source.name())
                + " TO VERSION AS OF " + pair.replicaVersion() + "; then sync again.";
        return pair.reversed()
                ? Failures.blocked(
                        source.key() + " has stranded commits in "
                                + situation.direction().replica() + ": " + what
                                + ", the last one that was replicated before the promotion",
                        "Keep them aside or give them up: `twinlake sync --stranded export|discard`. Or by hand: "
                                + restore)
                : Failures.blocked(source.key() + " was changed at the replica: " + what + ", which is ours", restore);
    }

    /** Names, order, types and nullability; comments are re-applied without copying data. */
    static boolean columnsDiffer(Securable wanted, Securable replica) {
        return !(wanted.definition() instanceof Table left
                && replica.definition() instanceof Table right
                && bare(left).equals(bare(right)));
    }

    private static List<List<Object>> bare(Table table) {
        return table.columns().stream()
                .map(column -> List.<Object>of(column.name(), column.type(), column.nullable()))
                .toList();
    }
}
