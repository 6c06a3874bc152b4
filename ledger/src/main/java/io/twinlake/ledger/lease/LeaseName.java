package io.twinlake.ledger.lease;

import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.id.RunId;

/** What is leased: the right to write for a group, to move it, or to rehearse it; or nothing but the word that a run is alive. */
public record LeaseName(String value) {
    private static final String OF_RUN = "run:";

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

    /** Held by a run that needs no right, as long as it is alive: whoever gets it ends that run. */
    public static LeaseName of(RunId run) {
        return new LeaseName(OF_RUN + run.value());
    }

    /** Whether it is a run's own, which nobody takes again. */
    public boolean isOfRun() {
        return value.startsWith(OF_RUN);
    }
}
