package io.twinlake.orchestrator.command.failure;

import io.twinlake.config.failure.OwnCategory;
import io.twinlake.ledger.failure.StaleWriterException;
import io.twinlake.ledger.id.RunId;
import io.twinlake.orchestrator.batch.StopReason;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.move.PromotionLost;
import io.twinlake.orchestrator.move.report.MoveReport;
import io.twinlake.orchestrator.move.report.MoveReport.Result;
import io.twinlake.orchestrator.move.run.MoveBroken;
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
                isOvertaken(broken)
                        ? elsewhere(run)
                        : next(report, run, broken.stopped() == null ? cause.next() + " " : ""),
                broken);
    }

    private static boolean isOvertaken(MoveBroken broken) {
        return broken.stopped() == StopReason.LEASE_LOST
                || broken.getCause() instanceof StaleWriterException
                || broken.getCause() instanceof PromotionLost;
    }

    private static CommandFailure cause(MoveBroken broken, Function<Throwable, CommandFailure> others) {
        @Nullable StopReason stopped = broken.stopped();
        if (stopped == null) {
            return others.apply(broken.getCause());
        }
        boolean lost = stopped == StopReason.LEASE_LOST;
        ExitCode code = lost ? ExitCode.LEASE_HELD : ExitCode.INTERRUPTED;
        String sentence = "It stopped because " + stopped.because() + ".";
        return new CommandFailure(
                code, lost ? OwnCategory.LEASE : OwnCategory.INTERRUPTED, sentence, null, null, broken);
    }

    private static String where(MoveBroken broken, String run) {
        return "Run " + run + (broken.step() == null ? " stopped." : " stopped at " + broken.step() + ".");
    }

    /** What this process knows of the group is old: whoever has the lease may have moved it by now. */
    private static String elsewhere(String run) {
        return "Run `twinlake status` to see who serves now; where nobody has moved the group meanwhile, go on with"
                + " `twinlake failover --resume " + run + "`.";
    }

    private static String next(MoveReport report, String run, String mend) {
        if (report.result() == Result.FAILED) {
            return mend + report.from() + " serves as before; begin anew when you are ready.";
        }
        if (report.isPromoted()) {
            return mend + report.to() + " is the effective primary: go on with `twinlake failover --resume " + run
                    + "`.";
        }
        return mend + report.from() + " is still the effective primary: go on with `twinlake failover --resume " + run
                + "`, or take it back with `--rollback " + run + "`.";
    }
}
