package io.twinlake.orchestrator.move;

import io.twinlake.config.failure.OwnCategory;
import io.twinlake.config.failure.TwinlakeException;
import io.twinlake.ledger.epoch.EpochState;

/** Somebody else promoted first; this move changed nothing since. */
public final class PromotionLost extends TwinlakeException {
    public PromotionLost(EpochState current) {
        super(
                OwnCategory.OVERTAKEN,
                "Somebody else has promoted " + current.effectivePrimary() + " at " + current.since() + ", epoch "
                        + current.epoch() + ".",
                null,
                null);
    }
}
