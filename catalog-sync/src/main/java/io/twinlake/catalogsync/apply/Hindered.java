package io.twinlake.catalogsync.apply;

import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.ledger.state.Failure;

/** Ends the writing of one object with an outcome that was expected: carries the reason to where outcomes are made. */
abstract sealed class Hindered extends RuntimeException permits ChangedMeanwhile, NotProtected, Hindered.Restored {
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
}
