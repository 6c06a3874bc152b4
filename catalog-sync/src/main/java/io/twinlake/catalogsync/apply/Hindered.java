package io.twinlake.catalogsync.apply;

import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.ledger.state.Failure;

/** Ends the writing of one object with an outcome that was expected: carries the reason to where outcomes are made. */
abstract sealed class Hindered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    Hindered(Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }

    /** What was dropped to be made anew was refused, and stands again as it was: another object, and the one of the pair. */
    static final class Restored extends Hindered {
        private static final long serialVersionUID = 1L;

        private final transient Securable now;

        Restored(Failure failure, Securable now) {
            super(failure);
            this.now = now;
        }

        Securable now() {
            return now;
        }
    }

    /** Another hand changed an object while it was written: what of our writing landed before is not settled. */
    static final class ChangedMeanwhile extends Hindered {
        private static final long serialVersionUID = 1L;

        ChangedMeanwhile(Failure failure) {
            super(failure);
        }
    }

    /** The platform cannot clone a table that looked as if it could be: nothing was written. */
    static final class NotProtected extends Hindered {
        private static final long serialVersionUID = 1L;

        NotProtected(Failure failure) {
            super(failure);
        }
    }
}
