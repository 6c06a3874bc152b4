package io.twinlake.catalogsync.situation;

import io.twinlake.config.FailoverGroup;
import io.twinlake.config.RegionName;
import io.twinlake.ledger.Direction;
import io.twinlake.ledger.epoch.Epoch;
import io.twinlake.ledger.epoch.EpochState;

/** A group in the direction that its effective primary gives, under the epoch in which that was read. */
public record Replication(FailoverGroup group, Direction direction, Epoch epoch) {
    public static Replication of(FailoverGroup group, EpochState state) {
        RegionName source = state.effectivePrimary();
        return new Replication(group, new Direction(source, group.otherThan(source)), state.epoch());
    }
}
