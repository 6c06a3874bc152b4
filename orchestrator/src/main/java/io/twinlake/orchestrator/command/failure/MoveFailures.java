package io.twinlake.orchestrator.command.failure;

import io.twinlake.ledger.failure.StaleWriterException;
import io.twinlake.ledger.id.RunId;
import io.twinlake.orchestrator.batch.StopReason;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.move.PromotionLost;
import io.twinlake.orchestrator.move.report.MoveReport;
import io.twinlake.orchestrator.move.report.MoveReport.Result;
import io.twinlake.orchestrator.move.run.MoveBroken;
import io.twinlake.orchestrator.step.StepFailed;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says of a move that did not reach its end how far it came and what to type now. */
final class MoveFailures {
    private MoveFailures() {}

    /** @param others says it of the exception that a step ended with */
    static CommandFailure of(MoveBroken broken, Function<Throwable, CommandFailure> others) {
        MoveReport report = broken.report();
        String run = report.order().run().map(RunId::value).orElse("");
        CommandFailure cause = cause(broken, others);
        return new CommandFailure(
                cause.exitCode(),
                cause.category(),
                where(broken, run) + " " + cause.sentence(),
                run,
                isOvertaken(broken) ? elsewhere(run) : next(report, run, cause.next()),
                broken);
    }

    private static boolean isOvertaken(MoveBroken broken) {
        return broken.stopped() == StopReason.LEASE_LOST
                || broken.getCause() instanceof StaleWriterException
                || broken.getCause() instanceof PromotionLost;
    }

    private static CommandFailure cause(MoveBroken broken, Function<Throwable, CommandFailure> others) {
        @Nullable StopReason stopped = broken.stopped();
        if (stopped != null) {
            boolean lost = stopped == StopReason.LEASE_LOST;
            ExitCode code = lost ? ExitCode.LEASE_HELD : ExitCode.INTERRUPTED;
            String sentence = "It stopped because " + stopped.because() + ".";
            return new CommandFailure(code, lost ? "lease" : "interrupted", sentence, null, null, broken);
        }
        if (broken.getCause() instanceof StepFailed failed) {
            ExitCode code = failed.isRefused() ? ExitCode.PRECONDITION_REFUSED : ExitCode.ERROR;
            String category = failed.isRefused() ? "precondition" : "step";
            return new CommandFailure(code, category, String.valueOf(failed.getMessage()), null, failed.next(), failed);
        }
        return others.apply(broken.getCause());
    }

    private static String where(MoveBroken broken, String run) {
        return "Run " + run + (broken.step() == null ? " stopped." : " stopped at " + broken.step() + ".");
    }

    /** What this process knows of the group is old: whoever has the lease may have moved it by now. */
    private static String elsewhere(String run) {
        return "Run `twinlake status` to see who serves now; where nobody has moved the group meanwhile, go on with"
                + " `twinlake failover --resume " + run + "`.";
    }

    private static String next(MoveReport report, String run, @Nullable String remedy) {
        String mend = remedy == null ? "" : remedy + " ";
        if (report.result() == Result.FAILED) {
            return mend + report.from() + " serves as before; begin anew when you are ready.";
        }
        if (report.promoted()) {
            return mend + report.to() + " is the effective primary: go on with `twinlake failover --resume " + run
                    + "`.";
        }
        return mend + report.from() + " is still the effective primary: go on with `twinlake failover --resume " + run
                + "`, or take it back with `--rollback " + run + "`.";
    }
}
