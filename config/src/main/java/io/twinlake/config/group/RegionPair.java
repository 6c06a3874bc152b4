package io.twinlake.config.group;

import io.twinlake.config.name.RegionName;

/**
 * The two regions of a group, of which one serves at a time.
 *
 * @param home the region that serves in normal times
 * @param secondary the region that is kept ready
 */
public record RegionPair(RegionName home, RegionName secondary) {
    /** The other of the two. */
    public RegionName otherThan(RegionName region) {
        return region.equals(home) ? secondary : home;
    }
}
