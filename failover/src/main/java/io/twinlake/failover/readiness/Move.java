package io.twinlake.failover.readiness;

import io.twinlake.config.FailoverGroup;
import io.twinlake.config.RegionName;

/** The move that is asked about: away from the region that serves. */
record Move(FailoverGroup group, RegionName from, RegionName to) {
    /** A command as it is typed for this group. */
    String command(String words) {
        return "`twinlake " + words + " --group " + group.name() + "`";
    }
}
