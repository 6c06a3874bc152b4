package io.twinlake.orchestrator.drill.rehearse;

import io.twinlake.failover.readiness.Check;
import io.twinlake.orchestrator.status.ReadStatus;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepResult;
import java.util.List;
import java.util.stream.Collectors;

/** Asks all that stands between the group and a move. */
final class RehearseReadiness implements DrillAction {
    @Override
    public StepResult perform(DrillContext drill) {
        List<Check> checks = new ReadStatus(drill.group()).asked().readiness();
        drill.findings().keepReadiness(checks);
        List<Check> failing = checks.stream().filter(Check::isInTheWay).toList();
        if (!failing.isEmpty()) {
            throw StepFailed.broken(
                    failing.size() + " of " + checks.size() + " checks are not well: "
                            + failing.stream().map(check -> check.name().word()).collect(Collectors.joining(", "))
                            + ".",
                    "Each has its remedy in the report.");
        }
        long well = checks.stream().filter(Check::ok).count();
        return StepResult.done(well + " of " + checks.size() + " checks are well; none stands in the way.");
    }
}
