package io.twinlake.orchestrator.cli;

/** The exit codes that scripts rely on. */
public enum ExitCode {
    DONE(0),
    ERROR(1),
    /** The two sides differ. */
    DIFFERENCES(2),
    OBJECTIVE_MISSED(3),
    ACCESS_REFUSED(4),
    /** Someone else holds the lease. */
    LEASE_HELD(5),
    PRECONDITION_REFUSED(6),
    /** Some objects failed or are blocked. */
    PARTLY_DONE(8),
    /** Wrong usage or an invalid configuration. */
    USAGE(64),
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
