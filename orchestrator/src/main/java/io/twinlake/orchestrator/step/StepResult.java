package io.twinlake.orchestrator.step;

import java.util.Map;

/**
 * What became of a step.
 *
 * @param done false where there was nothing for it to do, for example no gateway
 * @param message one sentence for the operator
 * @param details facts for the report, by the names of {@link Fact}
 */
public record StepResult(boolean done, String message, Map<String, String> details) {
    public StepResult {
        details = Map.copyOf(details);
    }

    public static StepResult done(String message) {
        return new StepResult(true, message, Map.of());
    }

    public static StepResult done(String message, Map<String, String> details) {
        return new StepResult(true, message, details);
    }

    /** There is nothing to do, why, and what the report must know of it. */
    public static StepResult skipped(String message, Map<String, String> details) {
        return new StepResult(false, message, details);
    }

    /** There is nothing to do, and why. */
    public static StepResult skipped(String message) {
        return new StepResult(false, message, Map.of());
    }
}
