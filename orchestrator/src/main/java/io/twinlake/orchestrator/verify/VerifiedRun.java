package io.twinlake.orchestrator.verify;

import io.twinlake.catalogsync.parity.ParityReport;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.ledger.run.Run;
import io.twinlake.orchestrator.cli.ExitCode;

/**
 * A comparison and the run that it is recorded under.
 *
 * @param late whether the group's replica is older than its objective allows; that is a miss where the source has moved on since
 */
public record VerifiedRun(Run run, ParityReport parity, boolean late) {
    /**
     * Objects that could not be compared come before a missed objective, and that before differences. What could not be listed has a container that
     * could not be compared; of what else is unknown nobody can say that it is equal.
     */
    public ExitCode exitCode() {
        if (parity.objects().stream().anyMatch(object -> object.state() == ParityState.FAILED)) {
            return ExitCode.PARTLY_DONE;
        }
        if (late && parity.objects().stream().anyMatch(object -> object.state() == ParityState.LAGGING)) {
            return ExitCode.OBJECTIVE_MISSED;
        }
        return parity.isEqual() ? ExitCode.DONE : ExitCode.DIFFERENCES;
    }
}
