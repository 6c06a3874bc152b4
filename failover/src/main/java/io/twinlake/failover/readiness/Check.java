package io.twinlake.failover.readiness;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing that must hold before a move can be trusted.
 *
 * @param name a word that scripts may match
 * @param remedy what to do about it, as a sentence; null where it is well
 */
public record Check(
        String name, boolean ok, String message, @Nullable String remedy) {
    /** A move itself syncs and compares; where the gateway's control plane runs matters to a forced move alone. */
    private static final Set<String> BESIDE_THE_WAY = Set.of("lag", "parity", "gatewayHome");

    /** Whether a planned move would be refused because of it. */
    public boolean isInTheWay() {
        return !ok && !BESIDE_THE_WAY.contains(name);
    }

    public static Check well(String name, String message) {
        return new Check(name, true, message, null);
    }

    public static Check wanting(String name, String message, String remedy) {
        return new Check(name, false, message, remedy);
    }
}
