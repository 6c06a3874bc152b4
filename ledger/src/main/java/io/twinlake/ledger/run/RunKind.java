package io.twinlake.ledger.run;

import java.util.Locale;

/** What a run does. */
public enum RunKind {
    SYNC,
    VERIFY,
    DRILL,
    FAILOVER,
    FAILBACK,
    /** Finds out for an empty ledger what another one knew. */
    REBUILD;

    /** As documents and people write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
