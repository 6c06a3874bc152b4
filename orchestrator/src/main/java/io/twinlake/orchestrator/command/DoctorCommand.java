package io.twinlake.orchestrator.command;

import io.twinlake.failover.readiness.Check;
import io.twinlake.orchestrator.answer.StatusAnswer;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.command.shared.Context;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.status.GroupStatus;
import io.twinlake.orchestrator.status.MetastoresCheck;
import io.twinlake.orchestrator.status.ReadStatus;
import io.twinlake.orchestrator.status.RightsChecks;
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
                    .map(group -> asked(installation.group(group)))
                    .toList();
            context.invocation().answer(new StatusAnswer(groups));
            boolean well =
                    groups.stream().flatMap(group -> group.readiness().stream()).allMatch(Check::ok);
            return well ? ExitCode.DONE : ExitCode.PRECONDITION_REFUSED;
        });
    }

    private static GroupStatus asked(ProtectedGroup group) {
        GroupStatus status = new ReadStatus(group).asked();
        return status.with(List.of(new MetastoresCheck(group).ask()))
                .with(new RightsChecks(group).of(status.epoch().effectivePrimary()));
    }
}
