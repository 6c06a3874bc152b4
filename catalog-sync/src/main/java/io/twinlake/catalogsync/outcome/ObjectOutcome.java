package io.twinlake.catalogsync.outcome;

import io.twinlake.catalogsync.securable.SecurableKey;
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

    public SecurableKey key() {
        return new SecurableKey(kind, object);
    }

    /** Whether its replica is as the run left or found it, and equal. */
    public boolean stands() {
        return switch (outcome) {
            case CREATED, UPDATED, REPLACED, KEPT -> true;
            case PRUNED, BLOCKED, UNSUPPORTED, FAILED -> false;
        };
    }

    /** Failed or blocked: somebody has to act. */
    public boolean outstanding() {
        return outcome == Outcome.FAILED || outcome == Outcome.BLOCKED;
    }
}
