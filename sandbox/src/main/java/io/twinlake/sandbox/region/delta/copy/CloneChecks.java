package io.twinlake.sandbox.region.delta.copy;

import io.twinlake.sandbox.region.delta.ColumnMapping;
import io.twinlake.sandbox.region.delta.TableProtocol;
import io.twinlake.sandbox.region.delta.log.DeltaFailure;
import io.twinlake.sandbox.region.delta.log.Json;
import io.twinlake.sandbox.region.delta.log.TableSnapshot;
import java.util.Map;
import java.util.Optional;

/** What a clone refuses before it copies anything. */
final class CloneChecks {

    private static final String MODE = "delta.columnMapping.mode";

    private CloneChecks() {}

    /** Refuses sources that this version of Delta cannot read, and those whose commits are not in their log's folder alone. */
    static void requireReadable(TableSnapshot source) {
        TableProtocol.requireReadable(source.protocol(), source.root().toString());
        for (String feature : TableProtocol.features(source.protocol())) {
            if (feature.startsWith("catalogManaged") || feature.startsWith("catalogOwned")) {
                throw new DeltaFailure(
                        "DELTA_CLONE_UNSUPPORTED_SOURCE",
                        "0AKDC",
                        "Unsupported clone source 'catalog-managed table', whose path is '" + source.root() + "'.");
            }
        }
    }

    /** Refuses a column mapping that changed since the target became a clone: its data files have the old names. */
    static void requireFollowable(TableSnapshot target, TableSnapshot source) {
        String before = target.configuration().getOrDefault(MODE, "none");
        String after = source.configuration().getOrDefault(MODE, "none");
        if (!before.equals(after)) {
            throw new DeltaFailure(
                    "DELTA_UNSUPPORTED_COLUMN_MAPPING_MODE_CHANGE",
                    "KD004",
                    "Changing column mapping mode from '" + before + "' to '" + after + "' is not supported.");
        }
        if (!before.equals("none")) {
            requireSameNames(target, source);
        }
    }

    private static void requireSameNames(TableSnapshot target, TableSnapshot source) {
        Map<Integer, String> now = ColumnMapping.names(Json.parse(source.schemaString()));
        Optional<Map.Entry<Integer, String>> changed =
                ColumnMapping.names(Json.parse(target.schemaString())).entrySet().stream()
                        .filter(column -> !column.getValue().equals(now.get(column.getKey())))
                        .findFirst();
        if (changed.isPresent()) {
            throw new DeltaFailure(
                    "DELTA_UNSUPPORTED_COLUMN_MAPPING_SCHEMA_CHANGE",
                    "KD004",
                    "Schema change is detected: column `" + changed.get().getValue()
                            + "` was renamed or dropped at the source after the first clone.");
        }
    }
}
