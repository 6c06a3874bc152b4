package io.twinlake.sandbox.command;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The main of the commands that belong to the sandbox; the launcher sends them here. */
@Command(
        name = "twinlake",
        subcommands = {Sandbox.Group.class, DemoCommand.class, BenchCommand.class},
        mixinStandardHelpOptions = true,
        description = "Two regions on a laptop.")
public final class Sandbox implements Callable<Integer> {

    /** Exit code of a wrong command line, as everywhere in Twinlake. */
    private static final int USAGE = 64;

    private static final int ERROR = 1;

    @Mixin
    private GlobalOptions options = new GlobalOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] args) {
        System.exit(run(args));
    }

    GlobalOptions options() {
        return options;
    }

    static int run(String... args) {
        Sandbox sandbox = new Sandbox();
        CommandLine commandLine = new CommandLine(sandbox)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    Failures.report(failure, sandbox.options);
                    return ERROR;
                });
        commandLine.setParameterExceptionHandler((failure, arguments) -> {
            Failures.reportUsage(failure, sandbox.options);
            return USAGE;
        });
        return commandLine.execute(args);
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Name a command: sandbox, demo or bench");
    }

    /** The group {@code twinlake sandbox}. */
    @Command(
            name = "sandbox",
            mixinStandardHelpOptions = true,
            description = "Start, ask, disturb and end two regions on this machine.",
            subcommands = {
                UpCommand.class,
                DownCommand.class,
                SqlCommand.class,
                FaultCommand.class,
                SetCommand.class,
                CommitsCommand.class,
                CallsCommand.class
            })
    static final class Group implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            throw new ParameterException(
                    spec.commandLine(), "Name a command: up, down, sql, fault, set, commits or calls");
        }
    }
}
