package io.twinlake.orchestrator.move.action;

import io.twinlake.failover.readiness.Check;
import io.twinlake.failover.readiness.CheckName;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepResult;
import io.twinlake.runbooks.Verb;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Refuses a move that cannot succeed as things stand. What the move itself mends, and what is only advice, does not stop it. */
record CheckReadiness(ProtectedGroup group) implements StepAction {
    @Override
    public StepResult perform(MoveContext move) {
        return check(move, name -> false);
    }

    /** @param mended what an earlier step of the same move mends */
    private StepResult check(MoveContext move, Predicate<CheckName> mended) {
        List<Check> checks = group.readiness().of(group.standing());
        List<Check> failing = checks.stream().filter(check -> !check.ok()).toList();
        List<Check> stopping = failing.stream()
                .filter(check -> check.isInTheWay() && !mended.test(check.name()))
                .toList();
        if (!stopping.isEmpty()) {
            throw StepFailed.refused(
                    stopping.stream().map(Check::message).collect(Collectors.joining(" ")),
                    stopping.stream()
                            .map(check -> String.valueOf(check.remedy()))
                            .collect(Collectors.joining(" ")));
        }
        String tolerated = failing.stream().map(Check::message).collect(Collectors.joining(" "));
        return StepResult.done((checks.size() - failing.size()) + " of " + checks.size() + " checks are well."
                + (tolerated.isEmpty() ? "" : " Not in the way: " + tolerated));
    }

    @Override
    public StepResult plan(MoveContext move) {
        boolean searches = move.runbook().has(Verb.SEARCH_STRANDED);
        return check(move, name -> searches && name.isMendedByTheSearch());
    }
}
