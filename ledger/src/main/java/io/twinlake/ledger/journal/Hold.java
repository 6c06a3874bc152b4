package io.twinlake.ledger.journal;

import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.id.RunId;
import java.time.Instant;

/** Replication of a group waits: what is in the region that it would write to may be lost otherwise. */
public record Hold(GroupName group, String reason, RunId run, Instant since) {}
