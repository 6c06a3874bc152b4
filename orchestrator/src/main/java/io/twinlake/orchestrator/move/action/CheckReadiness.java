package io.twinlake.orchestrator.move.action;

import io.twinlake.failover.readiness.Check;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.move.StepFailed;
import io.twinlake.orchestrator.move.StepResult;
import io.twinlake.runbooks.Verb;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Refuses a move that cannot succeed as things stand. What the move itself mends, and what is only advice, does not stop it. */
record CheckReadiness(MoveParts parts) implements StepAction {
    /** The move itself syncs and proves; where the gateway's control plane runs matters to a forced move alone. */
    private static final Set<String> MENDED_OR_ADVICE = Set.of("lag", "parity", "gatewayHome");

    /** What the search of the region that shall serve mends, before this step in a failback. */
    private static final Set<String> MENDED_BY_THE_SEARCH = Set.of("standbyJobs", "oldPrimary", "hold");

    @Override
    public StepResult perform(MoveContext move) {
        return check(move, MENDED_OR_ADVICE);
    }

    private StepResult check(MoveContext move, Set<String> notInTheWay) {
        List<Check> checks = parts.readiness().of(move.group());
        List<Check> wanting = checks.stream().filter(check -> !check.ok()).toList();
        List<Check> stopping = wanting.stream()
                .filter(check -> !notInTheWay.contains(check.name()))
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
        Set<String> notInTheWay = new HashSet<>(MENDED_OR_ADVICE);
        if (move.runbook().has(Verb.SEARCH_STRANDED)) {
            notInTheWay.addAll(MENDED_BY_THE_SEARCH);
        }
        return check(move, notInTheWay);
    }
}
