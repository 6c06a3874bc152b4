package io.twinlake.orchestrator.move;

import io.twinlake.ledger.epoch.EpochState;

/** Somebody else promoted first; this move changed nothing since. */
public final class PromotionLost extends RuntimeException {
    public PromotionLost(EpochState current) {
        super("Somebody else has promoted " + current.effectivePrimary() + " at " + current.since() + ", epoch "
                + current.epoch() + ".");
    }
}
