package io.twinlake.catalogsync.apply;

import io.twinlake.catalogsync.change.ChangeType;
import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.region.ReadSecurable;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.situation.Pairing;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.delta.TableHistory;
import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.state.Failure;
import java.time.DateTimeException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a replica may be removed: a listing leaves out what may not be seen, so only a read of the source that finds nothing proves that the object is
 * gone, and only a replica that is as Twinlake left it is nobody else's work.
 */
record ProveRemoval(Situation situation, Workspace source, ReadSecurable read, TableHistory history) {
    /** What stands in the way of a removal; empty for other work. */
    Optional<Failure> obstacle(Work work) {
        if (work.change().type() != ChangeType.PRUNE) {
            return Optional.empty();
        }
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
}
