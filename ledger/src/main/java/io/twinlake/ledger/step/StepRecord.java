package io.twinlake.ledger.step;

import io.twinlake.ledger.id.RunId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one step of a run did.
 *
 * @param position in the procedure, from 0
 * @param attempts how often it was begun
 * @param startedAt when it was last begun
 * @param details what it found and did, and what a later attempt must know; no secrets
 */
public record StepRecord(
        RunId run,
        int position,
        String step,
        StepStatus status,
        int attempts,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        Map<String, String> details) {
    /** The step that is a move's commit point: from its begin on the move's region may be the primary. */
    public static final String PROMOTION = "promote";

    public StepRecord {
        details = Map.copyOf(details);
    }

    /** Whether it is a promotion, and was done. */
    public boolean isPromoted() {
        return step.equals(PROMOTION) && status == StepStatus.DONE;
    }

    /** Whether it is a promotion, and was begun. */
    public boolean isPromotionBegun() {
        return step.equals(PROMOTION) && status != StepStatus.PENDING;
    }
}
