package io.twinlake.ledger.readiness;

import io.twinlake.config.name.GroupName;
import java.util.List;
import java.util.Optional;

/** The last proof of each group. It decides nothing and needs no tenure; it is of this ledger alone, and no copy carries it. */
public interface ReadinessProofs {
    /** What was found now. */
    void record(GroupName group, List<String> problems);

    Optional<ReadinessProof> latest(GroupName group);
}
