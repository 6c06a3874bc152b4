package io.twinlake.catalogsync.situation;

import io.twinlake.catalogsync.Failure;
import io.twinlake.catalogsync.Failures;
import io.twinlake.catalogsync.inventory.Inventory;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Concurrently;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.delta.DeltaVersion;
import io.twinlake.clients.databricks.delta.TableHistory;
import io.twinlake.config.ObjectName;
import io.twinlake.config.SecurableKind;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the versions of all tables of both sides. A table whose version cannot be read fails alone; a region that is gone fails all. */
public final class ReadTableVersions {
    private final TableHistory sourceHistory;
    private final TableHistory replicaHistory;
    private final Concurrently concurrently;

    private final Map<ObjectName, DeltaVersion> source = new ConcurrentHashMap<>();
    private final Map<ObjectName, DeltaVersion> replica = new ConcurrentHashMap<>();
    private final Map<ObjectName, List<DeltaVersion>> foreign = new ConcurrentHashMap<>();
    private final Map<ObjectName, Failure> failures = new ConcurrentHashMap<>();

    public ReadTableVersions(TableHistory sourceHistory, TableHistory replicaHistory, Concurrently concurrently) {
        this.sourceHistory = sourceHistory;
        this.replicaHistory = replicaHistory;
        this.concurrently = concurrently;
    }

    /** Reads once; an instance is used for one read. */
    public TableVersions read(Inventory atSource, Inventory atReplica, Map<SecurableKey, Pairing> pairs) {
        List<SecurableKey> tables = atSource.securables().values().stream()
                .filter(table -> table.kind() == SecurableKind.TABLE && table.unsupported() == null)
                .map(Securable::key)
                .toList();
        concurrently.map(tables, key -> {
            read(key, atReplica.find(key), Optional.ofNullable(pairs.get(key)));
            return key;
        });
        return new TableVersions(source, replica, foreign, failures);
    }

    private void read(SecurableKey key, Optional<Securable> atReplica, Optional<Pairing> pair) {
        try {
            source.put(key.name(), sourceHistory.current(key.name()));
            if (atReplica.isPresent() && atReplica.get().unsupported() == null) {
                readReplica(key.name(), pair.map(Pairing::replicaVersion));
            }
        } catch (ClientException failure) {
            if (endsTheRead(failure.category())) {
                throw failure;
            }
            failures.put(key.name(), Failures.of(failure));
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            failures.put(key.name(), Failures.unreadable(unreadable));
        }
    }

    private void readReplica(ObjectName table, Optional<Long> ours) {
        DeltaVersion current = replicaHistory.current(table);
        replica.put(table, current);
        if (ours.isPresent()) {
            List<DeltaVersion> since = replicaHistory.foreignSince(table, ours.get(), current);
            if (!since.isEmpty()) {
                foreign.put(table, since);
            }
        }
    }

    /** What is no property of one table. */
    private static boolean endsTheRead(FailureCategory category) {
        return switch (category) {
            case AUTHENTICATION, UNAVAILABLE, RATE_LIMITED -> true;
            case PERMISSION, NOT_FOUND, CONFLICT, INVALID, TIMEOUT, PROTOCOL -> false;
        };
    }
}
