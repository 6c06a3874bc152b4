package io.twinlake.orchestrator.command;

import io.twinlake.orchestrator.answer.StatusAnswer;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.command.shared.Context;
import io.twinlake.orchestrator.status.GroupStatus;
import io.twinlake.orchestrator.status.ReadStatus;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells how the groups stand and what stands between them and a move. */
@Command(name = "status", description = "Tells how the groups stand: lag, last run, readiness for a move.")
final class StatusCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--strict", description = "Exit 3 when a group is older than its objective allows.")
    private boolean strict;

    StatusCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.readingLedger(installation -> {
            List<GroupStatus> groups = context.invocation().groups(installation.config()).stream()
                    .map(group -> new ReadStatus(installation.group(group)).asked())
                    .toList();
            context.invocation().answer(new StatusAnswer(groups));
            boolean missed = groups.stream().anyMatch(GroupStatus::missesObjective);
            return strict && missed ? ExitCode.OBJECTIVE_MISSED : ExitCode.DONE;
        });
    }
}
