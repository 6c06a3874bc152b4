package io.twinlake.orchestrator.sync;

import io.twinlake.clients.ClientException;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.failover.fence.Fence;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.failure.StaleWriterException;
import java.util.List;

/**
 * What a sync does for a group's jobs: it looks whether one could write in the region that stands by, and keeps how they are set in the
 * region that serves, for the day on which that cannot be asked. Neither is a reason for a sync to fail.
 */
record StandbyWatch(FailoverGroup group, Fence fence) {
    /** @return what an operator should know */
    List<String> look(Standing standing) {
        if (group.fence().jobs().isEmpty()) {
            return List.of();
        }
        try {
            fence.remember(standing.serving());
            return fence.verifyStandby(standing.standby());
        } catch (ClientException | StaleWriterException unanswered) {
            return List.of("The group's jobs could not be looked at: " + unanswered.getMessage() + ".");
        }
    }
}
