package io.twinlake.catalogsync.outcome;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.ledger.state.Failure;

/** Turns a client's failure into one that an operator can act on: the remedies stand here and nowhere else. */
public final class Failures {
    private Failures() {}

    public static Failure of(ClientException failure) {
        String message = failure.getMessage();
        return new Failure(
                failure.category().word(),
                message == null ? failure.operation() + " failed" : message,
                remedy(failure.category()));
    }

    /** A failure that no client reported: an answer that could not be understood. */
    public static Failure unreadable(RuntimeException failure) {
        return new Failure(
                "protocol",
                "the platform's answer could not be understood: " + failure.getMessage(),
                "Compare the object in both regions; if it looks well, report this message.");
    }

    public static Failure blocked(String message, String next) {
        return new Failure("blocked", message, next);
    }

    public static Failure notFound(String message, String next) {
        return new Failure("not_found", message, next);
    }

    public static Failure unsupported(String reason) {
        return new Failure(
                "unsupported",
                reason,
                "Exclude it from the group, or protect it by other means: it is not replicated.");
    }

    private static String remedy(FailureCategory category) {
        return switch (category) {
            case AUTHENTICATION -> "Check the region's credentials in the configuration, then sync again.";
            case PERMISSION -> "Grant Twinlake's principal what the message names, then sync again.";
            case NOT_FOUND -> "Check that it still exists in both regions; a sync after that settles it.";
            case CONFLICT -> "Somebody else changed it at the same time: sync again.";
            case INVALID -> "Mend the object as the message says, or exclude it from the group, then sync again.";
            case RATE_LIMITED -> "Lower the group's concurrency or wait, then sync again.";
            case UNAVAILABLE, TIMEOUT -> "Wait until the region answers again, then sync again; nothing done is lost.";
            case PROTOCOL -> "Sync again; if it comes back, report this message.";
        };
    }
}
