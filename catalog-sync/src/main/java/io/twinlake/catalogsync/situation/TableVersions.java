package io.twinlake.catalogsync.situation;

import io.twinlake.clients.databricks.delta.DeltaVersion;
import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.state.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The versions of the tables of both sides, as far as they could be read.
 *
 * @param foreign commits at the replica that are not ours, newest first; a table that nobody touched is absent
 * @param failures why a table's version is not known
 */
public record TableVersions(
        Map<ObjectName, DeltaVersion> source,
        Map<ObjectName, DeltaVersion> replica,
        Map<ObjectName, List<DeltaVersion>> foreign,
        Map<ObjectName, Failure> failures) {
    public TableVersions {
        source = Map.copyOf(source);
        replica = Map.copyOf(replica);
        foreign = Map.copyOf(foreign);
        failures = Map.copyOf(failures);
    }

    public Optional<DeltaVersion> atSource(ObjectName table) {
        return Optional.ofNullable(source.get(table));
    }

    public Optional<DeltaVersion> atReplica(ObjectName table) {
        return Optional.ofNullable(replica.get(table));
    }

    public Optional<Failure> failure(ObjectName table) {
        return Optional.ofNullable(failures.get(table));
    }

    /** The newest foreign commit, if any. */
    public Optional<DeltaVersion> lastForeign(ObjectName table) {
        return foreign.getOrDefault(table, List.of()).stream().findFirst();
    }
}
