package io.twinlake.orchestrator.command;

import io.twinlake.orchestrator.answer.ServeAnswer;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.command.shared.Context;
import io.twinlake.orchestrator.drill.Drill;
import io.twinlake.orchestrator.drill.DrillTerms;
import io.twinlake.orchestrator.installation.Installation;
import io.twinlake.orchestrator.serve.Server;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stays until it is told to end: fires the schedules, serves health and metrics, and runs other processes' commands. */
@Command(name = "serve", description = "Stays: fires the schedules, serves /health and /metrics.")
final class ServeCommand implements Callable<Integer> {
    private final Context context;

    ServeCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.ledgers().owning(context.invocation(), this::serve);
    }

    private int serve(Installation installation) {
        DrillTerms terms = DrillTerms.forConfiguration(context.invocation().configFile());
        try (Server server = Server.start(installation, group -> new Drill(group).run(terms))) {
            context.invocation().answer(new ServeAnswer(server.address(), installation.config()));
            installation.awaitEnding();
        }
        return ExitCode.DONE.number();
    }
}
