package io.twinlake.orchestrator.status;

import org.jspecify.annotations.Nullable;

/**
 * One thing that must hold before a move can be trusted.
 *
 * @param check a word that scripts may match
 * @param remedy what to do about it, as a sentence; null where it is well
 */
public record ReadinessCheck(
        String check, boolean ok, String message, @Nullable String remedy) {
    static ReadinessCheck well(String check, String message) {
        return new ReadinessCheck(check, true, message, null);
    }

    static ReadinessCheck wanting(String check, String message, String remedy) {
        return new ReadinessCheck(check, false, message, remedy);
    }
}
