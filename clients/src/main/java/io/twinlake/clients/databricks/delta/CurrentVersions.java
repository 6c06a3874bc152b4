package io.twinlake.clients.databricks.delta;

import io.twinlake.clients.ClientException;
import io.twinlake.config.name.ObjectName;
import java.util.Map;
import java.util.Optional;

/**
 * The newest commits of tables of one region: each table that was asked about is in one of both.
 *
 * @param known as far as they could be read
 * @param failures why the others could not, each the table's own
 */
public record CurrentVersions(Map<ObjectName, DeltaVersion> known, Map<ObjectName, ClientException> failures) {
    public CurrentVersions {
        known = Map.copyOf(known);
        failures = Map.copyOf(failures);
    }

    /** Of one table, where it could be read. */
    public Optional<DeltaVersion> of(ObjectName table) {
        return Optional.ofNullable(known.get(table));
    }
}
