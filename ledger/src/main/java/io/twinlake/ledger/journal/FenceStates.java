package io.twinlake.ledger.journal;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import java.util.List;
import java.util.Optional;

/** Which regions are fenced, one state per group and region. */
public interface FenceStates {
    void put(FenceState state);

    /** Empty where no move ever touched the region. */
    Optional<FenceState> find(GroupName group, RegionName region);

    /** The known states of a group by region. */
    List<FenceState> of(GroupName group);
}
