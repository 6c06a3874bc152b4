package io.twinlake.ledger.run;

/** What a run does. */
public enum RunKind {
    SYNC,
    VERIFY,
    DRILL,
    FAILOVER,
    FAILBACK,
    /** Finds out for an empty ledger what another one knew. */
    REBUILD
}
