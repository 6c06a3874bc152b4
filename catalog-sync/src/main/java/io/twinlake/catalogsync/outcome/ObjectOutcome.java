package io.twinlake.catalogsync.outcome;

import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.state.Failure;
import io.twinlake.ledger.state.Outcome;
import org.jspecify.annotations.Nullable;

/** What became of one object; {@code failure} tells why for FAILED, BLOCKED and UNSUPPORTED, and is null otherwise. */
public record ObjectOutcome(
        SecurableKind kind,
        ObjectName object,
        Outcome outcome,
        @Nullable Failure failure) {
    public ObjectOutcome {
        boolean explained = outcome == Outcome.FAILED || outcome == Outcome.BLOCKED || outcome == Outcome.UNSUPPORTED;
        if (explained != (failure != null)) {
            throw new IllegalArgumentException(outcome + " with failure " + failure);
        }
    }

    /** Failed or blocked: somebody has to act. */
    public boolean outstanding() {
        return outcome == Outcome.FAILED || outcome == Outcome.BLOCKED;
    }
}
