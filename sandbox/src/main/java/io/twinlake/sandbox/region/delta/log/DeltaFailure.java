package io.twinlake.sandbox.region.delta.log;

/** A refusal in Delta's words: the error class and SQLSTATE that a warehouse gives, and its text. */
public final class DeltaFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String errorClass;
    private final String sqlState;

    public DeltaFailure(String errorClass, String sqlState, String message) {
        super(message);
        this.errorClass = errorClass;
        this.sqlState = sqlState;
    }

    public String errorClass() {
        return errorClass;
    }

    public String sqlState() {
        return sqlState;
    }
}
