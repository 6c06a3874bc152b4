package io.twinlake.ledger.state;

import io.twinlake.config.GroupName;
import io.twinlake.ledger.run.RunId;
import java.time.Instant;
import java.util.Map;

/**
 * The result of one comparison of both sides.
 *
 * @param tier {@code metadata}, {@code counts} or {@code checksums}
 * @param counts objects by state, with {@code inScope} as the denominator
 */
public record ParityRecord(RunId run, GroupName group, String tier, Instant at, Map<String, Integer> counts) {}
