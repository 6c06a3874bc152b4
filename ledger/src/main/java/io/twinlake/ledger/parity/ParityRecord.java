package io.twinlake.ledger.parity;

import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.id.RunId;
import java.time.Instant;

/**
 * The result of one comparison of both sides.
 *
 * @param tier {@code metadata}, {@code counts} or {@code checksums}
 */
public record ParityRecord(RunId run, GroupName group, String tier, Instant at, ParityCounts counts) {}
