package io.twinlake.orchestrator.installation;

import io.twinlake.clients.ClientException;
import io.twinlake.config.FailoverGroup;
import io.twinlake.config.RegionName;
import io.twinlake.failover.fence.Fence;
import io.twinlake.ledger.tenure.StaleWriterException;
import java.util.List;

/**
 * What a sync does for a group's jobs: it looks whether one could write in the region that stands by, and keeps how they are set in the
 * region that serves, for the day on which that cannot be asked. Neither is a reason for a sync to fail.
 */
record StandbyWatch(FailoverGroup group, Fence fence) {
    /** @return what an operator should know */
    List<String> look(RegionName serving) {
        if (group.fence().jobs().isEmpty()) {
            return List.of();
        }
        try {
            fence.remember(serving);
            return fence.verifyStandby(group.otherThan(serving));
        } catch (ClientException | StaleWriterException unanswered) {
            return List.of("The group's jobs could not be looked at: " + unanswered.getMessage() + ".");
        }
    }
}
