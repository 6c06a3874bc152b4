package io.twinlake.orchestrator.move.work;

import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.step.StepRecord;
import io.twinlake.ledger.step.StepStatus;
import io.twinlake.ledger.step.Steps;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.Verb;
import java.util.Map;
import java.util.Optional;

/** Where the steps of one run stand, as the ledger has it. */
public record StepRecords(Steps steps, RunId run, Runbook runbook) implements MoveContext.Notebook {
    Optional<StepRecord> find(Verb verb) {
        return steps.of(run).stream()
                .filter(step -> Verb.today(step.step()).equals(verb.word()))
                .findFirst();
    }

    @Override
    public Map<String, String> read(Verb verb) {
        return find(verb).map(StepRecord::details).orElse(Map.of());
    }

    @Override
    public void write(Verb verb, Map<String, String> facts) {
        steps.note(run, runbook.position(verb), facts);
    }

    /** Whether a step is done, or was left out. */
    public boolean isOver(Verb verb) {
        return find(verb)
                .map(StepRecord::status)
                .filter(status -> status == StepStatus.DONE || status == StepStatus.SKIPPED)
                .isPresent();
    }

    /** Whether a step may have done something. */
    public boolean wasBegun(Verb verb) {
        return find(verb).filter(step -> step.status() != StepStatus.PENDING).isPresent();
    }

    /**
     * Whether a resumed run leaves a step out. Behind the promotion everything that is over stays so. Before it, what was found and copied
     * may no longer hold: once the primary is being closed all is done again from there, and before that all is done again. A warehouse may
     * have stopped since it was warm.
     */
    boolean isLeftOut(Verb verb) {
        if (!isOver(verb) || (verb == Verb.WARM_WAREHOUSE && !isOver(Verb.SWITCH_BEHIND))) {
            return false;
        }
        if (verb == Verb.PROMOTE || isOver(Verb.PROMOTE)) {
            return true;
        }
        int closing = runbook.position(Verb.FENCE_PRIMARY);
        return wasBegun(Verb.FENCE_PRIMARY) && runbook.position(verb) < closing;
    }
}
