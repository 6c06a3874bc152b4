package io.twinlake.orchestrator.status;

import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import java.util.Optional;

/** The move of a group that is at work or was broken off, as the ledger has it; looking changes nothing. */
record UnsettledMove(Ledger ledger) {
    Optional<Run> of(GroupName group) {
        return ledger.runs()
                .latest(group, RunKind.FAILOVER, RunKind.FAILBACK)
                .filter(run -> run.result().isOpen());
    }
}
