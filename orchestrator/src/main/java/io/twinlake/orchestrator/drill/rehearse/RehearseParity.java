package io.twinlake.orchestrator.drill.rehearse;

import io.twinlake.catalogsync.parity.ParityReport;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.orchestrator.step.StepResult;
import io.twinlake.orchestrator.verify.Verification;

/** Compares both sides by their metadata. */
final class RehearseParity implements DrillAction {
    @Override
    public StepResult perform(DrillContext drill) {
        ParityReport parity = new Verification(drill.group()).run(Tier.METADATA).parity();
        drill.findings().keepParity(parity.counts());
        return StepResult.done(
                parity.counts().get("inSync") + " of " + parity.counts().get("inScope") + " objects are in sync.");
    }
}
