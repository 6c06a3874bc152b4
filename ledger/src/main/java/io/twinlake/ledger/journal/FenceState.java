package io.twinlake.ledger.journal;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.id.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a region may write for a group, and whether it still could.
 *
 * @param run the run that made it so
 * @param reason why a region is not fenced
 */
public record FenceState(
        GroupName group,
        RegionName region,
        Status status,
        Instant since,
        RunId run,
        @Nullable String reason) {

    /** What is known of a region's writers. */
    public enum Status {
        /** They were stopped, and that was seen. */
        FENCED,
        /** They should have been stopped, and that failed: the region may still write. */
        UNFENCED,
        /** The group names none that could be stopped: nothing was done, and nothing is known of what writes there. */
        NO_JOBS,
        /** They may run: the region serves. */
        OPEN
    }
}
