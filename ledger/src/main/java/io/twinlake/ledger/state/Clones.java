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
     * Of the runs that have ended the one whose clones copied the most, if that was much enough to tell of copying at all.
     *
     * @param least bytes; a run that copied less tells how long statements take
     */
    Optional<Throughput> largest(GroupName group, long least);

    /** Whether a table was cloned before, as the very one that it is now: then a clone copies only what is new. */
    default boolean cloned(GroupName group, ObjectName object, String tableId) {
        return latestDone(group, object)
                .filter(clone -> clone.source().tableId().equals(tableId))
                .isPresent();
    }

    /**
     * Those that were handed in at a replica and whose end was never heard of, oldest first; without a statement's id those of which not
     * even that is known, as long as no later clone of the table is done.
     */
    List<CloneRecord> inFlight(GroupName group, RegionName replica);
}
