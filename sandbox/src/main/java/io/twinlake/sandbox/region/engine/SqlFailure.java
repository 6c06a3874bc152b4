package io.twinlake.sandbox.region.engine;

import org.jspecify.annotations.Nullable;

/** A statement that failed, in Databricks' words: most messages read {@code [ERROR_CLASS] text SQLSTATE: 12345}. */
public final class SqlFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String errorClass;
    private final String sqlState;

    private SqlFailure(String errorClass, String sqlState, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.errorClass = errorClass;
        this.sqlState = sqlState;
    }

    /** A failure that the sandbox itself words; the error class and SQLSTATE are put around {@code text}. */
    public static SqlFailure of(String errorClass, String sqlState, String text) {
        return new SqlFailure(errorClass, sqlState, "[" + errorClass + "] " + text + " SQLSTATE: " + sqlState, null);
    }

    /** A failure whose text the platform gives without the error class and SQLSTATE in it. */
    public static SqlFailure plain(String errorClass, String sqlState, String text) {
        return new SqlFailure(errorClass, sqlState, text, null);
    }

    /** A failure that the sandbox itself words, with what led to it. */
    public static SqlFailure of(String errorClass, String sqlState, String text, Throwable cause) {
        return new SqlFailure(errorClass, sqlState, "[" + errorClass + "] " + text + " SQLSTATE: " + sqlState, cause);
    }

    /** A failure whose message already has the error class and SQLSTATE in it. */
    public static SqlFailure worded(String errorClass, String sqlState, String message, Throwable cause) {
        return new SqlFailure(errorClass, sqlState, message, cause);
    }

    /** Such as {@code TABLE_OR_VIEW_NOT_FOUND}; a part after a dot names the sub-class. */
    public String errorClass() {
        return errorClass;
    }

    /** Five characters, such as {@code 42P01}. */
    public String sqlState() {
        return sqlState;
    }
}
