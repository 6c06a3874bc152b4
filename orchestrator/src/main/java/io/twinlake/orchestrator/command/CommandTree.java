package io.twinlake.orchestrator.command;

import io.twinlake.config.failure.OwnCategory;
import io.twinlake.orchestrator.cli.Caller;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.cli.GlobalOptions;
import io.twinlake.orchestrator.cli.Invocation;
import io.twinlake.orchestrator.command.failure.Failures;
import io.twinlake.orchestrator.command.shared.Context;
import io.twinlake.orchestrator.installation.LedgerAccess;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.IntConsumer;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Reads a command line and runs the command that it names. */
public final class CommandTree {
    /** The commands of the sandbox, which is no part of this program: the launcher starts it. */
    private static final String[] LAUNCHER_COMMANDS = {
        "",
        "On this machine, with two regions of a sandbox (see docs/sandbox.md):",
        "  sandbox     Starts, asks, disturbs and ends two regions.",
        "  demo        Shows the main job from end to end.",
        "  bench       Measures it."
    };

    private CommandTree() {}

    /**
     * Runs one command to its end; a failure is told, never thrown.
     *
     * @param verbosity hears how much the command wants to log, before it runs
     * @return the exit code
     */
    public static int execute(List<String> words, Caller caller, LedgerAccess ledgers, IntConsumer verbosity) {
        GlobalOptions options = new GlobalOptions();
        Invocation invocation = new Invocation(words, options, caller);
        CommandLine line =
                new CommandLine(new TwinlakeCommand(options), new ContextFactory(new Context(invocation, ledgers)));
        line.getCommandSpec().usageMessage().footer(LAUNCHER_COMMANDS);
        line.setOut(new PrintWriter(caller.out(), true));
        line.setErr(new PrintWriter(caller.err(), true));
        line.setParameterExceptionHandler(
                (problem, arguments) -> tell(new Invocation(words, outputOnly(words), caller), misused(problem)));
        line.setExecutionExceptionHandler((exception, command, parsed) -> tell(invocation, Failures.of(exception)));
        line.setExecutionStrategy(parsed -> {
            verbosity.accept(invocation.verbosity());
            return new CommandLine.RunLast().execute(parsed);
        });
        return line.execute(words.toArray(new String[0]));
    }

    private static int tell(Invocation invocation, CommandFailure failure) {
        invocation.tell(failure);
        return failure.exitCode().number();
    }

    private static CommandFailure misused(ParameterException problem) {
        String command = problem.getCommandLine().getCommandSpec().qualifiedName();
        return new CommandFailure(
                ExitCode.USAGE,
                OwnCategory.USAGE,
                String.valueOf(problem.getMessage()),
                null,
                "`" + command + " --help` tells how to use it.",
                problem);
    }

    /** The output format of words that could not be read as a whole: programs get their error document all the same. */
    private static GlobalOptions outputOnly(List<String> words) {
        GlobalOptions options = new GlobalOptions();
        try {
            new CommandLine(options).setUnmatchedArgumentsAllowed(true).parseArgs(words.toArray(new String[0]));
        } catch (ParameterException e) {
            // The format itself may be what is wrong: then the failure is told to people.
            return new GlobalOptions();
        }
        return options;
    }
}
