package io.twinlake.ledger.state;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.id.RunId;
import java.util.List;
import java.util.Optional;

/** Deep clones and the statement ids that let a restart take them up again instead of cloning twice. */
public interface Clones {
    /** Inserts or replaces the row of this run and object, durably. */
    void put(CloneRecord clone);

    Optional<CloneRecord> find(RunId run, GroupName group, ObjectName object);

    /** The newest finished clone of a table. */
    Optional<CloneRecord> latestDone(GroupName group, ObjectName object);

    List<CloneRecord> ofRun(RunId run);

    /**
     * Those that were handed in at a replica and whose end was never heard of, oldest first; without a statement's id those of which not
     * even that is known, as long as no later clone of the table is done.
     */
    List<CloneRecord> inFlight(GroupName group, RegionName replica);
}
