package io.twinlake.orchestrator.move;

import io.twinlake.config.group.FailoverGroup;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.RunbookKind;
import java.util.Optional;

/**
 * A move as it was asked for: which group, by which runbook, under which terms.
 *
 * @param epoch the one that was seen when it was asked for; the move is refused under another
 */
public record MoveRequest(FailoverGroup group, Runbook runbook, MoveParameters parameters, Optional<Epoch> epoch) {
    /**
     * A move that is not forced works with the region that serves; a forced one says itself which one shall.
     *
     * @throws io.twinlake.ledger.epoch.PrimaryUnproven where it has to be known which region serves, and is not
     */
    public void requireProven(Standing standing) {
        if (!isForced()) {
            standing.requireProven();
        }
    }

    public boolean isForced() {
        return runbook.kind() == RunbookKind.FORCED_FAILOVER;
    }
}
