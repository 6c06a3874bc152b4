package io.twinlake.orchestrator.command.failure;

import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.Redaction;
import io.twinlake.config.failure.Category;
import io.twinlake.config.failure.OwnCategory;
import io.twinlake.config.failure.TwinlakeException;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.move.run.MoveBroken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says of any exception what an operator needs: category, sentence, object, next step and exit code. */
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** A failure of a command stays what it is; what nobody foresaw is logged. */
    public static CommandFailure of(Throwable exception) {
        if (exception instanceof CommandFailure failure) {
            return failure;
        }
        if (exception instanceof MoveBroken broken) {
            return MoveFailures.of(broken, Failures::of);
        }
        if (exception instanceof TwinlakeException known) {
            return new CommandFailure(
                    exitCode(known.category()),
                    known.category(),
                    redacted(known.sentence()),
                    known.object(),
                    known.next(),
                    known);
        }
        LOG.error("command failed", exception);
        String message = exception.getMessage() == null ? exception.toString() : exception.getMessage();
        return new CommandFailure(
                ExitCode.ERROR, OwnCategory.INTERNAL, redacted(message), null, OwnCategory.INTERNAL.next(), exception);
    }

    private static ExitCode exitCode(Category category) {
        if (category instanceof OwnCategory own) {
            return switch (own) {
                case USAGE, CONFIGURATION, RUNBOOK -> ExitCode.USAGE;
                case LEASE, OVERTAKEN -> ExitCode.LEASE_HELD;
                case PRECONDITION, EPOCH, WITNESS, PRIMARY_UNPROVEN, NEW_LEDGER, HELD, EXPORT ->
                    ExitCode.PRECONDITION_REFUSED;
                case INTERRUPTED -> ExitCode.INTERRUPTED;
                case LEDGER, OWNER, STEP, REPORT, INTERNAL -> ExitCode.ERROR;
            };
        }
        return category == FailureCategory.AUTHENTICATION || category == FailureCategory.PERMISSION
                ? ExitCode.ACCESS_REFUSED
                : ExitCode.ERROR;
    }

    private static String redacted(String sentence) {
        return Redaction.byShape().apply(sentence);
    }
}
