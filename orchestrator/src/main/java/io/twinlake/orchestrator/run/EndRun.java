package io.twinlake.orchestrator.run;

import io.twinlake.clients.Redaction;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.failure.LedgerException;
import io.twinlake.ledger.failure.StaleWriterException;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.lease.Lease;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.tenure.Tenure;
import java.util.Map;
import java.util.Optional;

/**
 * Ends a run of its own process. A ledger that does not take the end is asked once more; what is open even then belongs to whoever follows
 * ({@link EndLeftRuns}).
 *
 * @param ledger as it was opened
 * @param lease that the run holds and its group knows, if any
 */
public record EndRun(Ledger ledger, FailoverGroup group, Run run, Optional<Lease> lease) {
    /** What the run may write the ledger with, under an epoch. */
    public Ledger under(Epoch epoch) {
        return ledger.under(Tenure.of(group.name(), epoch).with(lease));
    }

    /** @throws StaleWriterException when the run's tenure is over: then it has not reached its end */
    public void with(RunResult result, Map<String, Integer> counts, String message) {
        try {
            under(run.epoch()).runs().end(run.id(), result, counts, message);
        } catch (StaleWriterException over) {
            throw over;
        } catch (LedgerException once) {
            under(run.epoch()).runs().end(run.id(), result, counts, message);
        }
    }

    /**
     * Ends a run that broke off, also where its epoch is over. Why that failed is added to the reason.
     *
     * @param sentence with a {@code %s} for the reason
     */
    public void broken(String sentence, RuntimeException reason) {
        String message = sentence.formatted(Redaction.byShape().apply(String.valueOf(reason.getMessage())));
        try {
            end(run.epoch(), message);
        } catch (LedgerException first) {
            also(reason, first);
            endNow(message, reason);
        }
    }

    private void endNow(String message, RuntimeException reason) {
        try {
            end(Standing.of(group, ledger.epochs()).epoch(), message);
        } catch (RuntimeException second) {
            also(reason, second);
        }
    }

    private void end(Epoch epoch, String message) {
        under(epoch).runs().end(run.id(), RunResult.FAILED, Map.of(), message);
    }

    private static void also(RuntimeException reason, RuntimeException more) {
        if (more != reason) {
            reason.addSuppressed(more);
        }
    }
}
