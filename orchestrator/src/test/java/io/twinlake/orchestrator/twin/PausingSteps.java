package io.twinlake.orchestrator.twin;

import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.step.RunbookSnapshot;
import io.twinlake.ledger.step.StepRecord;
import io.twinlake.ledger.step.StepStatus;
import io.twinlake.ledger.step.Steps;
import io.twinlake.runbooks.Verb;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A ledger's steps, each with a place to be killed once its end is recorded. */
record PausingSteps(Steps steps, TwinFolder folder) implements Steps {
    @Override
    public void save(RunbookSnapshot snapshot) {
        steps.save(snapshot);
    }

    @Override
    public Optional<RunbookSnapshot> snapshot(RunId run) {
        return steps.snapshot(run);
    }

    @Override
    public StepRecord begin(RunId run, int position, String step) {
        return steps.begin(run, position, step);
    }

    @Override
    public void note(RunId run, int position, Map<String, String> details) {
        steps.note(run, position, details);
    }

    @Override
    public void end(RunId run, int position, String step, StepStatus status, Map<String, String> details) {
        steps.end(run, position, step, status, details);
        folder.pauseStep(Place.after(Verb.of(step).orElseThrow()), () -> true);
    }

    @Override
    public List<StepRecord> of(RunId run) {
        return steps.of(run);
    }
}
