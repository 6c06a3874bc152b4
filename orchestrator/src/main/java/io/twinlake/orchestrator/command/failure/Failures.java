package io.twinlake.orchestrator.command.failure;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.Redaction;
import io.twinlake.config.yaml.problem.InvalidConfiguration;
import io.twinlake.failover.epoch.EpochUnproven;
import io.twinlake.ledger.epoch.PrimaryUnproven;
import io.twinlake.ledger.epoch.StaleEpochException;
import io.twinlake.ledger.export.signed.RefusedExport;
import io.twinlake.ledger.failure.LedgerDamaged;
import io.twinlake.ledger.failure.LedgerException;
import io.twinlake.ledger.failure.LedgerSilent;
import io.twinlake.ledger.tenure.LeaseLostException;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.export.NewLedgerRefused;
import io.twinlake.orchestrator.lease.LeaseHeld;
import io.twinlake.orchestrator.move.PromotionLost;
import io.twinlake.orchestrator.move.run.MoveBroken;
import io.twinlake.orchestrator.move.run.MoveRefused;
import io.twinlake.orchestrator.sync.SyncHeld;
import io.twinlake.orchestrator.sync.SyncInterrupted;
import io.twinlake.runbooks.InvalidRunbook;
import org.jspecify.annotations.Nullable;
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
        if (exception instanceof InvalidConfiguration) {
            return failure(
                    ExitCode.USAGE,
                    "configuration",
                    exception,
                    "Mend the file; `twinlake config schema` tells its keys.");
        }
        if (exception instanceof ClientException client) {
            return of(client);
        }
        if (exception instanceof LeaseHeld) {
            return failure(
                    ExitCode.LEASE_HELD, "lease", exception, "Wait until it is done, then run the command again.");
        }
        if (exception instanceof EpochUnproven) {
            return failure(
                    ExitCode.PRECONDITION_REFUSED,
                    "witness",
                    exception,
                    "See that the witness's storage account answers; `twinlake failover --mode forced --without-witness` goes on without it.");
        }
        if (exception instanceof PrimaryUnproven unproven) {
            return failure(ExitCode.PRECONDITION_REFUSED, "primaryUnproven", exception, unproven.next());
        }
        if (exception instanceof LeaseLostException) {
            return failure(ExitCode.LEASE_HELD, "lease", exception, "Run `twinlake status` to see who is at work.");
        }
        if (exception instanceof StaleEpochException) {
            return failure(
                    ExitCode.PRECONDITION_REFUSED, "epoch", exception, "Run `twinlake status` to see who serves now.");
        }
        if (exception instanceof NewLedgerRefused refused) {
            return failure(ExitCode.PRECONDITION_REFUSED, "newLedger", refused, refused.next());
        }
        if (exception instanceof SyncHeld held) {
            return failure(ExitCode.PRECONDITION_REFUSED, "held", held, held.next());
        }
        if (exception instanceof SyncInterrupted interrupted) {
            return of(interrupted);
        }
        if (exception instanceof MoveRefused refused) {
            return failure(ExitCode.PRECONDITION_REFUSED, "precondition", refused, refused.next());
        }
        if (exception instanceof MoveBroken broken) {
            return MoveFailures.of(broken, Failures::of);
        }
        if (exception instanceof PromotionLost) {
            return failure(ExitCode.LEASE_HELD, "epoch", exception, "Run `twinlake status` to see who serves now.");
        }
        if (exception instanceof InvalidRunbook) {
            return failure(
                    ExitCode.USAGE,
                    "runbook",
                    exception,
                    "Mend the file; `twinlake runbook show` prints one that is valid.");
        }
        if (exception instanceof RefusedExport refused) {
            return failure(
                    ExitCode.PRECONDITION_REFUSED, "export", exception, "Nothing was written. " + refused.next());
        }
        if (exception instanceof LedgerSilent) {
            return failure(
                    ExitCode.ERROR,
                    "ledger",
                    exception,
                    "See that its database is up and can be reached from here, then run the command again.");
        }
        if (exception instanceof LedgerDamaged) {
            return failure(
                    ExitCode.ERROR,
                    "ledger",
                    exception,
                    "Nothing was done. Move the file away, then bring a copy back with `twinlake ledger restore`.");
        }
        if (exception instanceof LedgerException) {
            return failure(
                    ExitCode.ERROR, "ledger", exception, "See that the ledger's database can be reached and has room.");
        }
        LOG.error("command failed", exception);
        return failure(ExitCode.ERROR, "internal", exception, "Run it again with -v -v and keep what it logs.");
    }

    private static CommandFailure of(ClientException exception) {
        boolean refused = exception.category() == FailureCategory.AUTHENTICATION
                || exception.category() == FailureCategory.PERMISSION;
        return new CommandFailure(
                refused ? ExitCode.ACCESS_REFUSED : ExitCode.ERROR,
                exception.category().word(),
                sentence(exception),
                exception.object(),
                next(exception.category()),
                exception);
    }

    private static String next(FailureCategory category) {
        return switch (category) {
            case AUTHENTICATION -> "See the region's credentials in the configuration, and that they have not run out.";
            case PERMISSION ->
                "Have the missing privilege granted to Twinlake's principal, then run the command again.";
            case NOT_FOUND ->
                "See that the name in the configuration is right and that Twinlake's principal may see it.";
            case CONFLICT -> "Somebody changed it at the same time: run the command again.";
            case RATE_LIMITED -> "Run the command again later, or lower sync.concurrency.";
            case UNAVAILABLE, TIMEOUT ->
                "See that the region answers, then run the command again: it goes on where it stopped.";
            case INVALID, PROTOCOL -> "Run it again with -v -v and keep what it logs.";
        };
    }

    private static CommandFailure of(SyncInterrupted exception) {
        boolean wanted = exception.reason().isWanted();
        return failure(
                wanted ? ExitCode.INTERRUPTED : ExitCode.LEASE_HELD,
                wanted ? "interrupted" : "lease",
                exception,
                "Run `twinlake sync` again: it goes on with the same run.");
    }

    private static CommandFailure failure(ExitCode code, String category, Throwable exception, String next) {
        return new CommandFailure(code, category, sentence(exception), null, next, exception);
    }

    private static String sentence(Throwable exception) {
        @Nullable String message = exception.getMessage();
        return Redaction.byShape().apply(message == null ? exception.toString() : message);
    }
}
