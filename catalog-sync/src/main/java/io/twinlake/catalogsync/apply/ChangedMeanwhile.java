package io.twinlake.catalogsync.apply;

import io.twinlake.catalogsync.Failure;

/** Another hand changed an object while it was written: carries the reason to where outcomes are made. */
final class ChangedMeanwhile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    ChangedMeanwhile(Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
