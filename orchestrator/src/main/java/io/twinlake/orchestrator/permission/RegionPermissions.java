package io.twinlake.orchestrator.permission;

import io.twinlake.config.name.RegionName;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The rights of a group in one of its regions.
 *
 * @param principal to whom they are, or have to be, granted
 * @param findings what is needed for each purpose that was asked for
 */
public record RegionPermissions(RegionName region, String principal, Map<Purpose, List<Finding>> findings) {
    public RegionPermissions {
        Map<Purpose, List<Finding>> copy = new EnumMap<>(Purpose.class);
        findings.forEach((purpose, all) -> copy.put(purpose, List.copyOf(all)));
        findings = Collections.unmodifiableMap(copy);
    }

    /** What is not held or was not told, each once. */
    public List<Finding> missing() {
        return findings.values().stream()
                .flatMap(List::stream)
                .filter(Finding::isMissing)
                .distinct()
                .toList();
    }
}
