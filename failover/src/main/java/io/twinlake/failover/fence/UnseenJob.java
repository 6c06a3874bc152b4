package io.twinlake.failover.fence;

import io.twinlake.config.name.RegionName;

/** A configured job that a region's workspace does not list: it may be gone, have another name, or be hidden, and then it may run. */
final class UnseenJob {
    private UnseenJob() {}

    /** As a sentence. */
    static String in(RegionName region, String name) {
        return reason(region, name) + ".";
    }

    static String reason(RegionName region, String name) {
        return "There is no job " + name + " in " + region + " that Twinlake's principal may see";
    }
}
