package io.twinlake.ledger.state;

import io.twinlake.ledger.id.RunId;
import java.time.Duration;

/**
 * How fast a run copied tables, all of them together.
 *
 * @param bytes copied by its clones
 * @param took from its beginning to its end
 */
public record Throughput(RunId run, long bytes, Duration took) {
    /** Never zero. */
    public long bytesPerSecond() {
        return Math.max(1, bytes * 1000 / Math.max(1, took.toMillis()));
    }
}
