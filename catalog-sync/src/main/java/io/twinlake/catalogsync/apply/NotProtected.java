package io.twinlake.catalogsync.apply;

import io.twinlake.ledger.state.Failure;

/** The platform cannot clone a table that looked as if it could be: nothing was written. */
final class NotProtected extends Hindered {
    private static final long serialVersionUID = 1L;

    NotProtected(Failure failure) {
        super(failure);
    }
}
