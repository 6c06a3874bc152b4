package io.twinlake.failover.epoch;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.epoch.Epochs;
import io.twinlake.ledger.epoch.Promotion;
import io.twinlake.ledger.id.Epoch;
import java.util.Optional;

/**
 * The epoch as a forced move goes by it. Where the ledger's copy is not proven and the witness knows less than that, the copy is all there is to
 * go by, and the witness is told of nothing but the promotion. One that knows more is followed as ever.
 */
record ForcedEpochs(EpochKeeper keeper) implements Epochs {
    @Override
    public EpochState current(GroupName group, RegionName home) {
        return keeper.current(group, home);
    }

    @Override
    public void require(GroupName group, Epoch held) {
        keeper.withoutWitness().require(group, held);
        if (keeper.unproven(group, keeper.readings().recent(group)).isEmpty()) {
            keeper.require(group, held);
        }
    }

    @Override
    public Promotion promote(GroupName group, Epoch held, RegionName to, String owner, String reason) {
        Optional<WitnessState> witnessed = keeper.readings().fresh(group);
        Optional<EpochState> copy = keeper.unproven(group, witnessed);
        if (copy.isEmpty()) {
            return keeper.promote(group, held, to, owner, reason);
        }
        EpochState next = keeper.next(group, held, to, owner);
        return copy.get().epoch().equals(held)
                ? keeper.promoteUnproven(witnessed, next, reason)
                : new Promotion.Lost(copy.get());
    }

    @Override
    public void record(EpochState state) {
        keeper.record(state);
    }
}
