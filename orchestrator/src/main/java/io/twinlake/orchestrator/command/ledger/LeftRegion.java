package io.twinlake.orchestrator.command.ledger;

import io.twinlake.clients.ClientException;
import io.twinlake.config.name.RegionName;
import io.twinlake.failover.fence.Fence;
import io.twinlake.ledger.journal.FenceState;
import io.twinlake.ledger.run.Run;
import io.twinlake.orchestrator.answer.ledger.RebuiltAnswer.Unproven;
import io.twinlake.orchestrator.group.ProtectedGroup;
import java.util.List;

/**
 * The region that does not serve, where the ledger does not know what was written there and never replicated.
 *
 * @param writing the group as the run may write its ledger
 */
record LeftRegion(ProtectedGroup writing, Run run, RegionName region) {
    /** Nothing is copied there before a sync has fenced and searched it. @param because a clause */
    void hold(String because) {
        writing.ledger()
                .holds()
                .hold(
                        writing.name(),
                        because + " by run " + run.id() + ", and nobody knows what " + region
                                + " wrote that was never replicated",
                        run.id());
    }

    /**
     * Records whether it could write, by its jobs.
     *
     * @return why it could
     */
    List<Unproven> recordFence() {
        if (writing.config().fence().jobs().isEmpty()) {
            return List.of();
        }
        List<String> problems = problems();
        writing.ledger()
                .fences()
                .put(new FenceState(
                        writing.name(),
                        region,
                        problems.isEmpty() ? FenceState.Status.FENCED : FenceState.Status.UNFENCED,
                        writing.clock().instant(),
                        run.id(),
                        problems.isEmpty() ? null : String.join(" ", problems)));
        return problems.stream()
                .map(problem -> new Unproven("region " + region, problem))
                .toList();
    }

    private List<String> problems() {
        Fence fence = writing.fence();
        try {
            fence.remember(writing.config().otherThan(region));
            return fence.verifyStandby(region);
        } catch (ClientException unread) {
            return List.of("The jobs of " + region + " could not be read: " + unread.getMessage());
        }
    }
}
