package io.twinlake.catalogsync.apply;

import io.twinlake.ledger.state.Failure;

/** Ends the writing of one object with an outcome that was expected: carries the reason to where outcomes are made. */
abstract sealed class Hindered extends RuntimeException permits ChangedMeanwhile, NotProtected {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    Hindered(Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
