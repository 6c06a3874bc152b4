package io.twinlake.catalogsync.outcome;

import io.twinlake.catalogsync.securable.SecurableKey;
import java.util.Collection;

/**
 * What a replica does not get because Twinlake cannot give it, while it is whole otherwise.
 *
 * @param what such as {@code owner alice}
 * @param reason a sentence that says what would let it
 */
public record Kept(SecurableKey key, String what, String reason) {
    /** Privileges for somebody. */
    public static Kept grants(SecurableKey key, Collection<String> privileges, String principal, String reason) {
        return new Kept(key, String.join(", ", privileges) + " for " + principal, reason);
    }

    @Override
    public String toString() {
        return key + " does not get " + what + ". " + reason;
    }
}
