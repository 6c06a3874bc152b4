package io.twinlake.orchestrator.installation;

import io.twinlake.config.TwinlakeConfig;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.cli.Invocation;

/** The ledger is open in this process: commands that others forwarded work on it directly. */
final class OwnedAccess implements LedgerAccess {
    private final OwnedLedger owned;

    OwnedAccess(OwnedLedger owned) {
        this.owned = owned;
    }

    @Override
    public int with(Invocation invocation, Work work) {
        TwinlakeConfig config = invocation.config();
        if (!config.ledger().url().equals(owned.opened().location().url())) {
            throw CommandFailure.precondition(
                    "The configuration " + config.file()
                            + " names another ledger than the process that answers has open.",
                    "Run the command again.");
        }
        try (Installation installation = owned.installation(config)) {
            return work.on(installation);
        }
    }

    @Override
    public int owning(Invocation invocation, Work work) {
        throw new IllegalStateException("only the process that was started for it can own the ledger");
    }
}
