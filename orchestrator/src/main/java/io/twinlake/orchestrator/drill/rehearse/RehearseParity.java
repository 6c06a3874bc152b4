package io.twinlake.orchestrator.drill.rehearse;

import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.ledger.parity.ParityCounts;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.orchestrator.step.StepResult;
import io.twinlake.orchestrator.verify.Verification;

/** Compares both sides by their metadata. */
final class RehearseParity implements DrillAction {
    @Override
    public StepResult perform(DrillContext drill) {
        ParityCounts counts =
                new Verification(drill.group()).run(Tier.METADATA).parity().counts();
        drill.findings().keepParity(counts);
        return StepResult.done(counts.of(ParityState.IN_SYNC) + " of " + counts.inScope() + " objects are in sync.");
    }
}
