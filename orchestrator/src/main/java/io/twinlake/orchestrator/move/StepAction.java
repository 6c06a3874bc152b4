package io.twinlake.orchestrator.move;

import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepResult;
import java.util.Optional;

/**
 * What one step does. Every method may be repeated, also by another process after this one was killed, and reads what stands before it
 * writes.
 */
public interface StepAction {
    /**
     * Does the step; calls {@link MoveContext#guard()} right before each write.
     *
     * @throws StepFailed when it cannot be done, with what to do about it
     */
    StepResult perform(MoveContext move);

    /** Says what it would do, and changes nothing. */
    StepResult plan(MoveContext move);

    /** Takes back what it did before the promotion; empty where nothing is to be taken back. */
    default Optional<StepResult> undo(MoveContext move) {
        return Optional.empty();
    }
}
