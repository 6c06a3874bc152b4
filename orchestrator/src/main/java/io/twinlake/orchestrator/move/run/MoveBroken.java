package io.twinlake.orchestrator.move.run;

import io.twinlake.orchestrator.batch.StopReason;
import io.twinlake.orchestrator.move.report.MoveReport;
import org.jspecify.annotations.Nullable;

/** A move did not reach its end; it carries how far it came. */
public final class MoveBroken extends RuntimeException {
    private final transient MoveReport report;
    private final transient @Nullable String step;
    private final @Nullable StopReason stopped;

    /**
     * Says how far it came.
     *
     * @param step the one that it stopped at; null where it stopped between two
     * @param stopped why it was told to stop; null where a step failed
     */
    public MoveBroken(MoveReport report, @Nullable String step, @Nullable StopReason stopped, RuntimeException cause) {
        super(cause.getMessage(), cause);
        this.report = report;
        this.step = step;
        this.stopped = stopped;
    }

    public MoveReport report() {
        return report;
    }

    /** The step that it stopped at; null where it stopped between two. */
    public @Nullable String step() {
        return step;
    }

    /** Why it was told to stop; null where a step failed. */
    public @Nullable StopReason stopped() {
        return stopped;
    }
}
