package io.twinlake.catalogsync.apply;

import io.twinlake.ledger.state.Failure;

/** Another hand changed an object while it was written: what of our writing landed before is not settled. */
final class ChangedMeanwhile extends Hindered {
    private static final long serialVersionUID = 1L;

    ChangedMeanwhile(Failure failure) {
        super(failure);
    }
}
