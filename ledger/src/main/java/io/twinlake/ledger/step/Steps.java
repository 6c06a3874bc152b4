package io.twinlake.ledger.step;

import io.twinlake.ledger.id.RunId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The steps of runs that follow a procedure. What a call wrote is durable when it returns. */
public interface Steps {
    /** Keeps the procedure of a run; the first one stays. */
    void save(RunbookSnapshot snapshot);

    Optional<RunbookSnapshot> snapshot(RunId run);

    /** Begins a step, or begins it again: one attempt more, the details of earlier ones kept. */
    StepRecord begin(RunId run, int position, String step);

    /**
     * Adds to the details of a step that has begun, over those of the same name: what a remote service was asked, before its answer
     * is waited for.
     */
    void note(RunId run, int position, Map<String, String> details);

    /** Ends a step, or changes how it ended, and adds to its details. A step never begun is recorded as it ended. */
    void end(RunId run, int position, String step, StepStatus status, Map<String, String> details);

    /** The steps of a run in their order, as far as they were begun or ended. */
    List<StepRecord> of(RunId run);
}
