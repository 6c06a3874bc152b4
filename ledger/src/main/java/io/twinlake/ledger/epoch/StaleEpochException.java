package io.twinlake.ledger.epoch;

import io.twinlake.config.failure.OwnCategory;
import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.failure.StaleWriterException;
import io.twinlake.ledger.id.Epoch;

/** A writer holds an epoch that has passed: it must stop, the direction may have changed. */
public final class StaleEpochException extends StaleWriterException {
    public StaleEpochException(GroupName group, Epoch held, Epoch current) {
        super(
                OwnCategory.EPOCH,
                "group " + group + " is at epoch " + current + ", this run holds epoch " + held
                        + ": a promotion happened since; run the command again",
                null);
    }
}
