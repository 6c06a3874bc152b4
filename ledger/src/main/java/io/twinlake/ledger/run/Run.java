package io.twinlake.ledger.run;

import io.twinlake.config.GroupName;
import io.twinlake.ledger.Direction;
import io.twinlake.ledger.epoch.Epoch;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job.
 *
 * @param counts number of objects by outcome, empty while it runs
 * @param message one sentence of outcome, once it ended
 */
public record Run(
        RunId id,
        GroupName group,
        RunKind kind,
        Direction direction,
        Epoch epoch,
        Instant startedAt,
        @Nullable Instant endedAt,
        RunResult result,
        Map<String, Integer> counts,
        @Nullable String message) {}
