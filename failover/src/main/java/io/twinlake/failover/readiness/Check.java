package io.twinlake.failover.readiness;

import org.jspecify.annotations.Nullable;

/**
 * One thing that must hold before a move can be trusted.
 *
 * @param remedy what to do about it, as a sentence; null where it is well
 */
public record Check(
        CheckName name,
        boolean ok,
        String message,
        @Nullable String remedy) {
    /** Whether a planned move would be refused because of it. */
    public boolean isInTheWay() {
        return !ok && name.isInTheWay();
    }

    public static Check well(CheckName name, String message) {
        return new Check(name, true, message, null);
    }

    public static Check failing(CheckName name, String message, String remedy) {
        return new Check(name, false, message, remedy);
    }
}
