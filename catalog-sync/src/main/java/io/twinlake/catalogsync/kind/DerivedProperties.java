package io.twinlake.catalogsync.kind;

import io.twinlake.clients.databricks.Marker;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The one place that knows which properties the platform derives by itself, so that each side has its own. */
final class DerivedProperties {
    private static final List<String> PREFIXES = List.of(
            Marker.PREFIX,
            "view.",
            "spark.sql.",
            "delta.feature.",
            "delta.last",
            "delta.min",
            "delta.rowTracking.materialized",
            "delta.rowTrackingPreview.",
            "delta.inCommitTimestampEnablement");

    private static final Set<String> NAMES =
            Set.of("clusteringColumns", "delta.columnMapping.maxColumnId", "transient_lastDdlTime", "owner");

    private DerivedProperties() {}

    /** The properties that somebody chose. */
    static SortedMap<String, String> without(Map<String, String> properties) {
        SortedMap<String, String> chosen = new TreeMap<>(properties);
        chosen.keySet()
                .removeIf(name -> NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith));
        return chosen;
    }
}
