package io.twinlake.catalogsync.apply;

import io.twinlake.catalogsync.Failure;

/** The platform cannot clone a table that looked as if it could be: carries the reason to where outcomes are made. */
final class NotProtected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    NotProtected(Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
