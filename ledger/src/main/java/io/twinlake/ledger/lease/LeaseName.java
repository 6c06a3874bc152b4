package io.twinlake.ledger.lease;

import io.twinlake.config.GroupName;

/** What is leased: the right to write for a group. */
public record LeaseName(String value) {
    public static LeaseName of(GroupName group) {
        return new LeaseName("group:" + group.value());
    }
}
