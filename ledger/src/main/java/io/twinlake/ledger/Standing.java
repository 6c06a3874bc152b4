package io.twinlake.ledger;

import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.epoch.Epochs;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.tenure.Tenure;

/** How a group stands in one epoch: which region serves, which one stands by, and so which way is replicated. */
public record Standing(FailoverGroup group, EpochState state) {
    public Standing {
        if (!state.group().equals(group.name())) {
            throw new IllegalArgumentException("the epoch of " + state.group() + " for group " + group.name());
        }
    }

    /** As it is told now. */
    public static Standing of(FailoverGroup group, Epochs epochs) {
        return new Standing(group, epochs.current(group.name(), group.home()));
    }

    /** @throws io.twinlake.ledger.epoch.PrimaryUnproven where another region may serve than the one that is told */
    public void requireProven() {
        state.requireProven();
    }

    public Epoch epoch() {
        return state.epoch();
    }

    /** The effective primary. */
    public RegionName serving() {
        return state.effectivePrimary();
    }

    /** The other region. */
    public RegionName standby() {
        return group.otherThan(serving());
    }

    /** From the region that serves to the one that stands by. */
    public Direction direction() {
        return new Direction(serving(), standby());
    }

    /** What entitles whoever holds no lease to write into the ledger while the epoch lasts. */
    public Tenure tenure() {
        return Tenure.of(group.name(), epoch());
    }
}
