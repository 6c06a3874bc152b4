package io.twinlake.orchestrator.command.move;

import io.twinlake.config.FailoverGroup;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.command.Context;
import io.twinlake.orchestrator.move.MoveParameters;
import io.twinlake.orchestrator.move.MoveRequest;
import io.twinlake.orchestrator.move.StrandedChoice;
import io.twinlake.runbooks.RunbookKind;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves a group back to its home region. */
@Command(
        name = "failback",
        description = "Moves a group back to its home region, which is searched, synced and compared first.")
public final class FailbackCommand implements Callable<Integer> {
    private final Context context;

    @Option(
            names = "--stranded",
            paramLabel = "CHOICE",
            description = "export or discard: what becomes of commits that a forced failover left in the home region.")
    private @Nullable String stranded;

    @Mixin
    private MoveOptions options = new MoveOptions();

    public FailbackCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        FailoverGroup group = context.invocation().group(context.invocation().config());
        MoveParameters parameters =
                new MoveParameters(group.home(), options.reason(), Optional.empty(), false, choice());
        return new MoveCommands(context, options)
                .move(new MoveRequest(group, options.runbook(context.invocation(), RunbookKind.FAILBACK), parameters));
    }

    private Optional<StrandedChoice> choice() {
        if (stranded == null) {
            return Optional.empty();
        }
        Optional<StrandedChoice> choice = StrandedChoice.of(stranded);
        if (choice.isEmpty()) {
            throw CommandFailure.usage(
                    "'" + stranded + "' is no choice for stranded commits.", "It is --stranded export or discard.");
        }
        return choice;
    }
}
