package io.twinlake.orchestrator.step;

import io.twinlake.config.failure.OwnCategory;
import io.twinlake.config.failure.TwinlakeException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A step cannot be done as things stand: what is wrong, and what to do about it. */
public final class StepFailed extends TwinlakeException {
    private final transient Map<String, String> details;

    private StepFailed(OwnCategory category, String message, @Nullable String next, Map<String, String> details) {
        super(category, message, next, null);
        this.details = Map.copyOf(details);
    }

    /** A precondition does not hold; the step has changed nothing. */
    public static StepFailed refused(String message, String next) {
        return new StepFailed(OwnCategory.PRECONDITION, message, next, Map.of());
    }

    /** The step was tried and did not reach its end. */
    public static StepFailed broken(String message, @Nullable String next) {
        return new StepFailed(OwnCategory.STEP, message, next, Map.of());
    }

    /** The step was tried and did not reach its end, and these facts are known. */
    public static StepFailed broken(String message, @Nullable String next, Map<String, String> details) {
        return new StepFailed(OwnCategory.STEP, message, next, details);
    }

    public boolean isRefused() {
        return category() == OwnCategory.PRECONDITION;
    }

    public Map<String, String> details() {
        return details;
    }
}
