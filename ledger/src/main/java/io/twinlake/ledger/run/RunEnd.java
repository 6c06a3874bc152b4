package io.twinlake.ledger.run;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended, or that it has not.
 *
 * @param at null while it runs
 * @param counts number of objects by outcome, empty while it runs
 * @param message one sentence of outcome, null while it runs
 */
public record RunEnd(
        @Nullable Instant at,
        RunResult result,
        Map<String, Integer> counts,
        @Nullable String message) {
    /** Of a run that runs. */
    public static final RunEnd NONE = new RunEnd(null, RunResult.RUNNING, Map.of(), null);
}
