package io.twinlake.orchestrator.step;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A step cannot be done as things stand: what is wrong, and what to do about it. */
public final class StepFailed extends RuntimeException {
    private final boolean refused;
    private final @Nullable String next;
    private final transient Map<String, String> details;

    private StepFailed(String message, @Nullable String next, boolean refused, Map<String, String> details) {
        super(message);
        this.next = next;
        this.refused = refused;
        this.details = Map.copyOf(details);
    }

    /** A precondition does not hold; the step has changed nothing. */
    public static StepFailed refused(String message, String next) {
        return new StepFailed(message, next, true, Map.of());
    }

    /** The step was tried and did not reach its end. */
    public static StepFailed broken(String message, @Nullable String next) {
        return new StepFailed(message, next, false, Map.of());
    }

    /** The step was tried and did not reach its end, and these facts are known. */
    public static StepFailed broken(String message, @Nullable String next, Map<String, String> details) {
        return new StepFailed(message, next, false, details);
    }

    public boolean isRefused() {
        return refused;
    }

    public @Nullable String next() {
        return next;
    }

    public Map<String, String> details() {
        return details;
    }
}
