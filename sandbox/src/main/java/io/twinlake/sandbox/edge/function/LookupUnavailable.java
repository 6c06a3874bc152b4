package io.twinlake.sandbox.edge.function;

/** The warehouse gave no answer to a lookup; the caller may try again. */
final class LookupUnavailable extends Exception {

    private static final long serialVersionUID = 1L;

    LookupUnavailable(String message) {
        super(message);
    }

    LookupUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
