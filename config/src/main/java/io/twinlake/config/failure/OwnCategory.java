package io.twinlake.config.failure;

/** Why Twinlake itself stopped; what a platform's call ends with has categories of its own. */
public enum OwnCategory implements Category {
    USAGE("usage", "`twinlake --help` tells the commands and their options."),
    CONFIGURATION("configuration", "Mend the file; `twinlake config schema` tells its keys."),
    RUNBOOK("runbook", "Mend the file; `twinlake runbook show` prints one that is valid."),
    /** What has to hold before something is begun does not. */
    PRECONDITION("precondition", "Run `twinlake status` to see how the group stands."),
    /** Somebody else has the right to change a group. */
    LEASE("lease", "Wait until it is done, then run the command again."),
    /** Who serves has changed since it was read. */
    EPOCH("epoch", "Run `twinlake status` to see who serves now."),
    /** Somebody else promoted first. */
    OVERTAKEN("epoch", EPOCH.next),
    WITNESS(
            "witness",
            "See that the witness's storage account answers; `twinlake failover --mode forced --without-witness` goes on without it."),
    /** The ledger is a copy, and a promotion behind it would be unknown. */
    PRIMARY_UNPROVEN("primaryUnproven", "Say who serves: `twinlake ledger restore --primary REGION`."),
    NEW_LEDGER("newLedger", "Bring a copy back with `twinlake ledger restore`."),
    /** Replication waits since a move. */
    HELD("held", EPOCH.next),
    INTERRUPTED("interrupted", "Run it again: it goes on where it stopped."),
    /** A copy of the ledger is refused. */
    EXPORT("export", "Bring the place back that has the file, or the right key."),
    LEDGER("ledger", "See that the ledger's database can be reached and has room."),
    /** The process that owns the ledger does not do what it is asked. */
    OWNER("owner", "Run `twinlake status` to see how far it came, then the command again."),
    STEP("step", "Mend what the message names."),
    REPORT("report", "Name a place that can be written; what it tells is in the ledger."),
    INTERNAL("internal", "Run it again with -v -v and keep what it logs.");

    private final String word;
    private final String next;

    OwnCategory(String word, String next) {
        this.word = word;
        this.next = next;
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public String next() {
        return next;
    }
}
