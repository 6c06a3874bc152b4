package io.twinlake.ledger.epoch;

import io.twinlake.config.GroupName;
import io.twinlake.config.RegionName;
import java.time.Instant;

/** Who serves a group, since when, under which epoch. */
public record EpochState(GroupName group, Epoch epoch, RegionName effectivePrimary, Instant since) {}
