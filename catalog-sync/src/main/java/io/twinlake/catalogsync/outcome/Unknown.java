package io.twinlake.catalogsync.outcome;

import io.twinlake.catalogsync.securable.SecurableKey;

/**
 * What Twinlake is not shown of an object, so that it compares nothing of it, adds nothing and takes nothing away.
 *
 * @param what such as {@code grants in westeurope} or {@code text in westeurope}
 * @param missingPrivilege what would show it, with the object that it is to be granted on
 */
public record Unknown(SecurableKey key, String what, String missingPrivilege) {}
