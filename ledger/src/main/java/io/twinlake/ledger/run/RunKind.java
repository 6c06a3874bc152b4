package io.twinlake.ledger.run;

/** What a run does. */
public enum RunKind {
    SYNC,
    VERIFY,
    DRILL,
    FAILOVER,
    FAILBACK
}
