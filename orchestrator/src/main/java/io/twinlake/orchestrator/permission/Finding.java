package io.twinlake.orchestrator.permission;

import java.util.Optional;

/**
 * Whether a right is held.
 *
 * @param failure why nobody told, where a call failed
 */
public record Finding(Right right, Held held, Optional<String> failure) {
    static Finding of(Right right, Held held) {
        return new Finding(right, held, Optional.empty());
    }

    static Finding untold(Right right, String failure) {
        return new Finding(right, Held.UNKNOWN, Optional.of(failure));
    }

    /** Whether it is not held, or nobody answered who should. */
    public boolean isMissing() {
        return held == Held.NO || failure.isPresent();
    }
}
