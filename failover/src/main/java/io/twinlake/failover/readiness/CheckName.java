package io.twinlake.failover.readiness;

/** What is asked before a move can be trusted, each by a word that scripts may match. */
public enum CheckName {
    LEDGER("ledger"),
    LAST_SYNC("lastSync"),
    MOVE("move"),
    LEDGER_EXPORT("ledgerExport"),
    LAG("lag"),
    PARITY("parity"),
    OLD_PRIMARY("oldPrimary"),
    HOLD("hold"),
    PRIMARY_JOBS("primaryJobs"),
    SECONDARY_WORKSPACE("secondaryWorkspace"),
    SECONDARY_WAREHOUSE("secondaryWarehouse"),
    STANDBY_JOBS("standbyJobs"),
    ENDPOINTS("endpoints"),
    API_ANSWERS("apiAnswers"),
    API_ADMITS("apiAdmits"),
    GATEWAY_HOME("gatewayHome"),
    WITNESS("witness"),
    METASTORES("metastores"),
    MOUNTS("mounts"),
    RIGHTS("rights"),
    RETENTION("retention");

    private final String word;

    CheckName(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /**
     * Whether a planned move is refused while it is not well. A move itself syncs and compares, and waits for an API that is only slow; where
     * the gateway's control plane runs matters to a forced move alone; rights that are missing, and mounts that are not read, are refused
     * where they are needed; how far back tables go matters behind an outage.
     */
    boolean isInTheWay() {
        return this != LAG
                && this != PARITY
                && this != GATEWAY_HOME
                && this != RIGHTS
                && this != MOUNTS
                && this != API_ANSWERS
                && this != RETENTION;
    }

    /** Whether the search of a region that was left, by a sync or a failback, is what mends it. */
    public boolean isMendedByTheSearch() {
        return this == STANDBY_JOBS || this == OLD_PRIMARY || this == HOLD;
    }
}
