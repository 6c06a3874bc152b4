package io.twinlake.orchestrator.cli;

import org.jspecify.annotations.Nullable;

/** Ends a command: what went wrong, with which object, and what to do next. */
public final class CommandFailure extends RuntimeException {
    private final ExitCode exitCode;
    private final String category;
    private final @Nullable String object;
    private final @Nullable String next;

    /**
     * @param category a word that scripts may match, for example {@code usage} or {@code permission}
     * @param message one sentence
     * @param object the full name of the object, if there is one
     * @param next one sentence: what the operator does now
     */
    public CommandFailure(
            ExitCode exitCode,
            String category,
            String message,
            @Nullable String object,
            @Nullable String next,
            @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
        this.category = category;
        this.object = object;
        this.next = next;
    }

    public static CommandFailure usage(String message, String next) {
        return new CommandFailure(ExitCode.USAGE, "usage", message, null, next, null);
    }

    public static CommandFailure precondition(String message, String next) {
        return new CommandFailure(ExitCode.PRECONDITION_REFUSED, "precondition", message, null, next, null);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    public String category() {
        return category;
    }

    public @Nullable String object() {
        return object;
    }

    public @Nullable String next() {
        return next;
    }

    /** The message; an exception made here always has one. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
