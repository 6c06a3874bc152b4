package io.twinlake.orchestrator.command;

import io.twinlake.orchestrator.command.shared.Context;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a script that completes commands and options in a shell. */
@Command(
        name = "completion",
        description = "Prints a completion script for bash and zsh: source <(twinlake completion)")
final class CompletionCommand implements Callable<Integer> {
    private final Context context;

    // Set by picocli before the command runs.
    @SuppressWarnings("NullAway.Init")
    @Spec
    private CommandSpec spec;

    CompletionCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.invocation()
                .caller()
                .out()
                .print(AutoComplete.bash("twinlake", spec.root().commandLine()));
        return 0;
    }
}
