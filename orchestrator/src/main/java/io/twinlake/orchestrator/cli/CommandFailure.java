package io.twinlake.orchestrator.cli;

import io.twinlake.config.failure.Category;
import io.twinlake.config.failure.OwnCategory;
import io.twinlake.config.failure.TwinlakeException;
import org.jspecify.annotations.Nullable;

/** Ends a command: what went wrong, with which object, what to do next, and the exit code that says it to scripts. */
public final class CommandFailure extends TwinlakeException {
    private final ExitCode exitCode;
    private final @Nullable String object;

    /**
     * @param message one sentence
     * @param object the full name of the object, if there is one
     * @param next one sentence: what the operator does now; null where the category says it
     */
    public CommandFailure(
            ExitCode exitCode,
            Category category,
            String message,
            @Nullable String object,
            @Nullable String next,
            @Nullable Throwable cause) {
        super(category, message, next, cause);
        this.exitCode = exitCode;
        this.object = object;
    }

    public static CommandFailure usage(String message, String next) {
        return new CommandFailure(ExitCode.USAGE, OwnCategory.USAGE, message, null, next, null);
    }

    public static CommandFailure precondition(String message, String next) {
        return new CommandFailure(ExitCode.PRECONDITION_REFUSED, OwnCategory.PRECONDITION, message, null, next, null);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    @Override
    public @Nullable String object() {
        return object;
    }
}
