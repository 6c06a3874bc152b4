package io.twinlake.orchestrator.command.move;

import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.id.RunId;
import io.twinlake.orchestrator.answer.MoveAnswer;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.cli.Invocation;
import io.twinlake.orchestrator.command.shared.Context;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.installation.Installation;
import io.twinlake.orchestrator.move.MoveRequest;
import io.twinlake.orchestrator.move.report.MoveReport;
import io.twinlake.orchestrator.move.run.MoveBroken;
import io.twinlake.orchestrator.move.run.Moves;
import io.twinlake.orchestrator.report.HtmlFile;
import io.twinlake.orchestrator.report.MovePage;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;

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
                                        installation.group(request.group()),
                                        (moves, progress) -> moves.move(request, progress))
                                .number());
    }

    int resume(RunId run) {
        return context.onLedger(
                installation -> run(context.group(installation), (moves, progress) -> moves.resume(run, progress)));
    }

    int rollback(RunId run) {
        return context.onLedger(
                installation -> run(context.group(installation), (moves, progress) -> moves.rollback(run, progress)));
    }

    private ExitCode dryRun(Installation installation, MoveRequest request) {
        MoveReport report = new Moves(installation.group(request.group())).dryRun(request);
        answer(report);
        return report.exitCode();
    }

    private ExitCode run(ProtectedGroup group, BiFunction<Moves, MoveProgress, MoveReport> move) {
        try {
            MoveReport report = move.apply(new Moves(group), new MoveProgress(context.invocation(), group.clock()));
            answer(report);
            return report.exitCode();
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
            HtmlFile.write("move.jte", new MovePage(report), file.get());
        } catch (RuntimeException e) {
            context.invocation()
                    .note("Warning: " + e.getMessage() + " The move itself is not touched by that: `twinlake history`"
                            + " lists its run.");
        }
    }
}
