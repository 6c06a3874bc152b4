package io.twinlake.orchestrator.command;

import io.twinlake.orchestrator.cli.GlobalOptions;
import io.twinlake.orchestrator.command.ledger.LedgerCommand;
import io.twinlake.orchestrator.command.move.FailbackCommand;
import io.twinlake.orchestrator.command.move.FailoverCommand;
import io.twinlake.orchestrator.command.move.RunbookCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program itself: without a command it is used wrongly. */
@Command(
        name = "twinlake",
        description = "Keeps a second region of an Azure Databricks lakehouse ready, and proves it.",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ConfigCommand.class,
            PlanCommand.class,
            SyncCommand.class,
            StatusCommand.class,
            VerifyCommand.class,
            DiffCommand.class,
            FailoverCommand.class,
            FailbackCommand.class,
            RunbookCommand.class,
            DoctorCommand.class,
            PermissionsCommand.class,
            DrillCommand.class,
            HistoryCommand.class,
            ScheduleCommand.class,
            LedgerCommand.class,
            ServeCommand.class,
            CompletionCommand.class
        })
final class TwinlakeCommand implements Runnable {
    @Mixin
    private final GlobalOptions options;

    // Set by picocli before the command runs.
    @SuppressWarnings("NullAway.Init")
    @Spec
    private CommandSpec spec;

    TwinlakeCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }
}
