package io.twinlake.orchestrator.verify;

import io.twinlake.catalogsync.parity.ParityReport;
import io.twinlake.catalogsync.parity.ParityState;
import io.twinlake.ledger.run.Run;
import io.twinlake.orchestrator.cli.ExitCode;

/** A comparison and the run that it is recorded under. */
public record VerifiedRun(Run run, ParityReport parity) {
    /** Objects that could not be compared come before differences. */
    public ExitCode exitCode() {
        if (parity.objects().stream().anyMatch(object -> object.state() == ParityState.FAILED)) {
            return ExitCode.PARTLY_DONE;
        }
        return parity.hasDifferences() ? ExitCode.DIFFERENCES : ExitCode.DONE;
    }
}
