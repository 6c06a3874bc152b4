package io.twinlake.failover.endpoint;

import io.twinlake.config.name.RegionName;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a switch stands.
 *
 * @param values the switch's own settings and no others, in the order of their names
 * @param servedBy the region that they name; empty where it is none of the group's
 * @param etag what a compare-and-set compares; null where the platform has none
 */
public record SwitchReading(
        Map<String, String> values,
        Optional<RegionName> servedBy,
        @Nullable String etag) {
    public SwitchReading {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }
}
