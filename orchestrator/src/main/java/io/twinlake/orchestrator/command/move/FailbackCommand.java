package io.twinlake.orchestrator.command.move;

import io.twinlake.config.group.FailoverGroup;
import io.twinlake.orchestrator.command.shared.Context;
import io.twinlake.orchestrator.command.shared.StrandedOption;
import io.twinlake.orchestrator.move.MoveParameters;
import io.twinlake.orchestrator.move.MoveRequest;
import io.twinlake.runbooks.RunbookKind;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Moves a group back to its home region. */
@Command(
        name = "failback",
        description = "Moves a group back to its home region, which is searched, synced and compared first.")
public final class FailbackCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private StrandedOption stranded = new StrandedOption();

    @Mixin
    private MoveOptions options = new MoveOptions();

    public FailbackCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        FailoverGroup group = context.invocation().group(context.invocation().config());
        MoveParameters parameters =
                new MoveParameters(group.home(), options.reason(), Optional.empty(), false, stranded.choice());
        return new MoveCommands(context, options)
                .move(new MoveRequest(
                        group,
                        options.runbook(context.invocation(), RunbookKind.FAILBACK),
                        parameters,
                        options.epoch()));
    }
}
