package io.twinlake.ledger.epoch;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.id.Epoch;

/** Moves the epoch of a group as well as telling it. */
public interface Epochs extends EpochGuard {
    /**
     * Lets a region serve under the next epoch, by one compare-and-set: of all who hold the same epoch, one succeeds. Whoever promotes says
     * who serves, so that it is proven; whoever takes a run back does not. The group must have been asked for before by {@link #current}.
     *
     * @param held the epoch that the decision was made under
     * @param owner names the run that promotes, and no other: asking again for a promotion that it made already gets the same answer
     * @param reason why, readable
     */
    Promotion promote(GroupName group, Epoch held, RegionName to, String owner, String reason);

    /** The same for a forced move, which says itself who shall serve: it goes also where nothing proves who serves now. */
    default Epochs forced() {
        return this;
    }

    /**
     * Takes over what another place holds for true, which proves the epoch that is known where both name the same one and the same primary; an
     * older epoch than the one that is known changes nothing.
     */
    void record(EpochState state);
}
