package io.twinlake.catalogsync.situation;

import io.twinlake.catalogsync.inventory.Inventory;
import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Concurrently;
import io.twinlake.clients.databricks.StillAnswers;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.delta.DeltaVersion;
import io.twinlake.clients.databricks.delta.OwnCommits;
import io.twinlake.clients.databricks.delta.TableHistory;
import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.state.Failure;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the versions of all tables of both sides. A table whose version cannot be read fails alone; a region that answers nothing fails all. */
public final class ReadTableVersions {
    private final TableHistory sourceHistory;
    private final TableHistory replicaHistory;
    private final StillAnswers atSource;
    private final StillAnswers atReplica;
    private final Concurrently concurrently;

    private final Map<ObjectName, DeltaVersion> source = new ConcurrentHashMap<>();
    private final Map<ObjectName, DeltaVersion> replica = new ConcurrentHashMap<>();
    private final Map<ObjectName, List<DeltaVersion>> foreign = new ConcurrentHashMap<>();
    private final Map<ObjectName, Failure> failures = new ConcurrentHashMap<>();

    public ReadTableVersions(Workspace source, Workspace replica, Concurrently concurrently) {
        this.sourceHistory = new TableHistory(source.statements());
        this.replicaHistory = new TableHistory(replica.statements());
        this.atSource = new StillAnswers(source);
        this.atReplica = new StillAnswers(replica);
        this.concurrently = concurrently;
    }

    /** Reads once; an instance is used for one read. */
    public TableVersions read(
            Inventory sourceInventory,
            Inventory replicaInventory,
            Map<SecurableKey, Pairing> pairs,
            Map<SecurableKey, OwnCommits> own) {
        List<SecurableKey> tables = sourceInventory.securables().values().stream()
                .filter(table -> table.kind().holdsRows() && table.unsupported() == null)
                .map(Securable::key)
                .toList();
        concurrently.map(tables, key -> {
            read(
                    key,
                    replicaInventory.find(key),
                    Optional.ofNullable(pairs.get(key)),
                    Optional.ofNullable(own.get(key)));
            return key;
        });
        return new TableVersions(source, replica, foreign, failures);
    }

    private void read(SecurableKey key, Optional<Securable> found, Optional<Pairing> pair, Optional<OwnCommits> own) {
        boolean known = read(key, atSource, () -> source.put(key.name(), sourceHistory.current(key.name())));
        if (known && found.isPresent() && found.get().unsupported() == null) {
            read(key, atReplica, () -> readReplica(key.name(), pair.map(Pairing::accounted), own));
        }
    }

    /** Whether it could be read; if not, the failure is noted as the table's own. */
    private boolean read(SecurableKey key, StillAnswers region, Runnable reading) {
        try {
            reading.run();
            return true;
        } catch (ClientException failure) {
            region.orThrow(failure);
            failures.put(key.name(), Failures.of(failure));
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            failures.put(key.name(), Failures.unreadable(unreadable));
        }
        return false;
    }

    /** A table that we began and never paired is ours as far as its commits are. */
    private void readReplica(ObjectName table, Optional<Long> ours, Optional<OwnCommits> own) {
        DeltaVersion current = replicaHistory.current(table);
        replica.put(table, current);
        if (ours.isPresent() || own.isPresent()) {
            List<DeltaVersion> since = replicaHistory.foreignSince(
                    table, ours.orElse(TableHistory.NO_VERSION), current, own.orElse(OwnCommits.NONE));
            if (!since.isEmpty()) {
                foreign.put(table, since);
            }
        }
    }
}
