package io.twinlake.orchestrator.plan;

import io.twinlake.config.failure.OwnCategory;
import io.twinlake.config.failure.TwinlakeException;

/** What a saved plan says is not what a sync would do now; nothing was written in any region. */
public final class StalePlan extends TwinlakeException {
    /** @param why in whole sentences */
    StalePlan(String why) {
        super(
                OwnCategory.PRECONDITION,
                "The saved plan is stale, and nothing was written. " + why,
                "Plan anew with `twinlake plan --out FILE`, read it, then sync by that.",
                null);
    }
}
