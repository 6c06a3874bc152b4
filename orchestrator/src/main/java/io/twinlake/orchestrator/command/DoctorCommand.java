package io.twinlake.orchestrator.command;

import io.twinlake.failover.readiness.Check;
import io.twinlake.orchestrator.answer.StatusAnswer;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.command.shared.Context;
import io.twinlake.orchestrator.status.GroupStatus;
import io.twinlake.orchestrator.status.ProveReadiness;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Tells what is wrong with an installation, each with its remedy. */
@Command(
        name = "doctor",
        description = "Tells what stands between the groups and a move, each with its remedy. Exit 6: something does.")
final class DoctorCommand implements Callable<Integer> {
    private final Context context;

    DoctorCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.readingLedger(installation -> {
            List<GroupStatus> groups = context.invocation().groups(installation.config()).stream()
                    .map(group -> new ProveReadiness(installation.group(group)).prove())
                    .toList();
            context.invocation().answer(new StatusAnswer(groups));
            boolean well =
                    groups.stream().flatMap(group -> group.readiness().stream()).allMatch(Check::ok);
            return well ? ExitCode.DONE : ExitCode.PRECONDITION_REFUSED;
        });
    }
}
