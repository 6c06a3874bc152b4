package io.twinlake.orchestrator.command.move;

import io.twinlake.config.FailoverGroup;
import io.twinlake.config.RegionName;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.run.RunId;
import io.twinlake.orchestrator.answer.MoveAnswer;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.cli.Invocation;
import io.twinlake.orchestrator.command.Context;
import io.twinlake.orchestrator.installation.Installation;
import io.twinlake.orchestrator.move.MoveRequest;
import io.twinlake.orchestrator.move.StepActions;
import io.twinlake.orchestrator.move.report.MoveReport;
import io.twinlake.orchestrator.move.run.DryRun;
import io.twinlake.orchestrator.move.run.MoveBroken;
import io.twinlake.orchestrator.report.MovePage;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What failover and failback do alike: confirm, run, answer. */
final class MoveCommands {
    private final Context context;
    private final MoveOptions options;

    MoveCommands(Context context, MoveOptions options) {
        this.context = context;
        this.options = options;
    }

    int move(MoveRequest request) {
        if (options.dryRun()) {
            return context.readingLedger(installation -> dryRun(installation, request));
        }
        RegionName to = request.parameters().to();
        String question = "Group " + request.group().name() + " shall be served from " + to + " ("
                + request.runbook().title().toLowerCase(java.util.Locale.ROOT) + ").";
        boolean typed =
                new Confirmation(context.invocation(), Confirmation.CONSOLE).of(to, question, options.confirm());
        Invocation confirmed = typed ? context.invocation().with("--confirm", to.value()) : context.invocation();
        return context.ledgers()
                .with(
                        request.epoch().isEmpty()
                                ? confirmed.moving(request.group().name())
                                : confirmed,
                        installation -> run(
                                        installation,
                                        (progress, group) -> installation
                                                .moves()
                                                .move(request, actions(installation, group), progress),
                                        request.group())
                                .number());
    }

    int resume(RunId run) {
        return settle((installation, group) -> run(
                installation,
                (progress, moved) -> installation.moves().resume(moved, run, actions(installation, moved), progress),
                group));
    }

    int rollback(RunId run) {
        return settle((installation, group) -> run(
                installation,
                (progress, moved) -> installation.moves().rollback(moved, run, actions(installation, moved), progress),
                group));
    }

    private static Function<Ledger, StepActions> actions(Installation installation, FailoverGroup group) {
        return ledger -> installation.groupMoves(group, ledger).actions();
    }

    private int settle(BiFunction<Installation, FailoverGroup, ExitCode> work) {
        return context.onLedger(
                installation -> work.apply(installation, context.invocation().group(installation.config())));
    }

    private ExitCode dryRun(Installation installation, MoveRequest request) {
        MoveReport report = new DryRun(installation.ledger(), installation.clock())
                .of(request, installation.groupMoves(request.group()).actions());
        answer(report);
        return report.result() == MoveReport.Result.REFUSED ? ExitCode.PRECONDITION_REFUSED : ExitCode.DONE;
    }

    private ExitCode run(
            Installation installation, BiFunction<MoveProgress, FailoverGroup, MoveReport> move, FailoverGroup group) {
        try {
            MoveReport report = move.apply(new MoveProgress(context.invocation(), installation.clock()), group);
            answer(report);
            return report.isOutstanding() ? ExitCode.PARTLY_DONE : ExitCode.DONE;
        } catch (MoveBroken e) {
            write(e.report());
            throw e;
        }
    }

    /** The answer comes first: what became of the move does not wait for a file, nor for a caller that has gone. */
    private void answer(MoveReport report) {
        context.invocation().answer(new MoveAnswer(report));
        write(report);
    }

    /** A page that cannot be written changes nothing of what the move did, nor of how the command ends. */
    private void write(MoveReport report) {
        Optional<Path> file = options.report(context.invocation());
        if (file.isEmpty()) {
            return;
        }
        try {
            new MovePage(report).write(file.get());
        } catch (RuntimeException e) {
            context.invocation()
                    .note("Warning: " + e.getMessage() + " The move itself is not touched by that: `twinlake history`"
                            + " lists its run.");
        }
    }
}
