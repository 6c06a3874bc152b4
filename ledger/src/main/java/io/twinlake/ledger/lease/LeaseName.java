package io.twinlake.ledger.lease;

import io.twinlake.config.GroupName;

/** What is leased: the right to write for a group, to move it, or to rehearse it. */
public record LeaseName(String value) {
    public static LeaseName of(GroupName group) {
        return new LeaseName("group:" + group.value());
    }

    /** Held by a move from its first step to its last: whoever else works on the group stops when he sees it. */
    public static LeaseName move(GroupName group) {
        return new LeaseName("move:" + group.value());
    }

    /** Held by a drill: two of one group would take each other's things for their own. */
    public static LeaseName drill(GroupName group) {
        return new LeaseName("drill:" + group.value());
    }
}
