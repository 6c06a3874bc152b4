package io.twinlake.orchestrator.move.report;

import io.twinlake.ledger.step.StepStatus;
import java.util.Locale;

/** Where a step of a move stands, or would. */
public enum StepState {
    PENDING,
    RUNNING,
    DONE,
    FAILED,
    SKIPPED,
    UNDONE,
    /** A dry run: it could be done. */
    PLANNED,
    /** A dry run: it would fail, and the move would go on. */
    WOULD_FAIL,
    /** A dry run: it would stop the move. */
    REFUSED;

    static StepState of(StepStatus status) {
        return valueOf(status.name());
    }

    /** As people read it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
