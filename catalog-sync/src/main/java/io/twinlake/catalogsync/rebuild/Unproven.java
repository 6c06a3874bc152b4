package io.twinlake.catalogsync.rebuild;

import io.twinlake.catalogsync.securable.SecurableKey;

/**
 * An object that is not recovered.
 *
 * @param what why not, as a sentence
 */
public record Unproven(SecurableKey object, String what) {}
