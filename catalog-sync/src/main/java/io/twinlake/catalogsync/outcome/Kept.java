package io.twinlake.catalogsync.outcome;

import io.twinlake.catalogsync.securable.SecurableKey;

/**
 * What a replica does not get because Twinlake cannot give it, while it is whole otherwise.
 *
 * @param what such as {@code owner alice}
 * @param reason a sentence that says what would let it
 */
public record Kept(SecurableKey key, String what, String reason) {}
