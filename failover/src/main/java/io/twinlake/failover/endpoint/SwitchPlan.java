package io.twinlake.failover.endpoint;

import io.twinlake.config.name.RegionName;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a switch would change.
 *
 * @param name the switch's name
 * @param to the region that serves afterwards
 * @param before as read when it was planned
 * @param after the same settings as they will be
 */
public record SwitchPlan(String name, RegionName to, SwitchReading before, Map<String, String> after) {
    public SwitchPlan {
        after = Collections.unmodifiableMap(new TreeMap<>(after));
    }

    /** Whether anything is to be written at all. */
    public boolean changes() {
        return !after.equals(before.values());
    }
}
