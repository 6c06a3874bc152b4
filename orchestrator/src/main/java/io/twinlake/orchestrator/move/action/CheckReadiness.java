package io.twinlake.orchestrator.move.action;

import io.twinlake.failover.readiness.Check;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.move.StepFailed;
import io.twinlake.orchestrator.move.StepResult;
import io.twinlake.runbooks.Verb;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Refuses a move that cannot succeed as things stand. What the move itself mends, and what is only advice, does not stop it. */
record CheckReadiness(MoveParts parts) implements StepAction {
    /** What the search of the region that shall serve mends, before this step in a failback. */
    private static final Set<String> MENDED_BY_THE_SEARCH = Set.of("standbyJobs", "oldPrimary", "hold");

    @Override
    public StepResult perform(MoveContext move) {
        return check(move, Set.of());
    }

    private StepResult check(MoveContext move, Set<String> mended) {
        List<Check> checks = parts.readiness().of(move.group());
        List<Check> wanting = checks.stream().filter(check -> !check.ok()).toList();
        List<Check> stopping = wanting.stream()
                .filter(check -> check.isInTheWay() && !mended.contains(check.name()))
                .toList();
        if (!stopping.isEmpty()) {
            throw StepFailed.refused(
                    stopping.stream().map(Check::message).collect(Collectors.joining(" ")),
                    stopping.stream()
                            .map(check -> String.valueOf(check.remedy()))
                            .collect(Collectors.joining(" ")));
        }
        String beside = wanting.stream().map(Check::message).collect(Collectors.joining(" "));
        return StepResult.done((checks.size() - wanting.size()) + " of " + checks.size() + " checks are well."
                + (beside.isEmpty() ? "" : " Not in the way: " + beside));
    }

    @Override
    public StepResult plan(MoveContext move) {
        return check(move, move.runbook().has(Verb.SEARCH_STRANDED) ? MENDED_BY_THE_SEARCH : Set.of());
    }
}
