package io.twinlake.catalogsync.situation;

import io.twinlake.catalogsync.inventory.Inventory;
import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Concurrently;
import io.twinlake.clients.databricks.StillAnswers;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.delta.CurrentVersions;
import io.twinlake.clients.databricks.delta.DeltaVersion;
import io.twinlake.clients.databricks.delta.OwnCommits;
import io.twinlake.clients.databricks.delta.ReadCurrentVersions;
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
    private final Workspace source;
    private final Workspace replica;
    private final TableHistory replicaHistory;
    private final StillAnswers replicaAnswers;
    private final Concurrently concurrently;

    private final Map<ObjectName, List<DeltaVersion>> foreign = new ConcurrentHashMap<>();
    private final Map<ObjectName, Failure> failures = new ConcurrentHashMap<>();

    public ReadTableVersions(Workspace source, Workspace replica, Concurrently concurrently) {
        this.source = source;
        this.replica = replica;
        this.replicaHistory = new TableHistory(replica.statements());
        this.replicaAnswers = new StillAnswers(replica);
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
        Map<ObjectName, DeltaVersion> atSource = current(source, tables);
        List<SecurableKey> copied = tables.stream()
                .filter(key -> atSource.containsKey(key.name())
                        && replicaInventory
                                .find(key)
                                .filter(found -> found.unsupported() == null)
                                .isPresent())
                .toList();
        Map<ObjectName, DeltaVersion> atReplica = current(replica, copied);
        concurrently.map(copied, key -> {
            Optional.ofNullable(atReplica.get(key.name()))
                    .ifPresent(current -> readForeign(
                            key.name(),
                            current,
                            Optional.ofNullable(pairs.get(key)).map(Pairing::accounted),
                            Optional.ofNullable(own.get(key))));
            return key;
        });
        return new TableVersions(atSource, atReplica, foreign, failures);
    }

    private Map<ObjectName, DeltaVersion> current(Workspace region, List<SecurableKey> tables) {
        CurrentVersions versions = new ReadCurrentVersions(region, concurrently)
                .read(tables.stream().map(SecurableKey::name).toList());
        versions.failures().forEach((table, failure) -> failures.put(table, Failures.of(failure)));
        return versions.known();
    }

    /** A table that we began and never paired is ours as far as its commits are. */
    private void readForeign(ObjectName table, DeltaVersion current, Optional<Long> ours, Optional<OwnCommits> own) {
        if (ours.isEmpty() && own.isEmpty()) {
            return;
        }
        try {
            List<DeltaVersion> since = replicaHistory.foreignSince(
                    table, ours.orElse(TableHistory.NO_VERSION), current, own.orElse(OwnCommits.NONE));
            if (!since.isEmpty()) {
                foreign.put(table, since);
            }
        } catch (ClientException failure) {
            replicaAnswers.orThrow(failure);
            failures.put(table, Failures.of(failure));
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            failures.put(table, Failures.unreadable(unreadable));
        }
    }
}
