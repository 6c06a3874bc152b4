package io.twinlake.sandbox.region.metastore.access;

import io.twinlake.sandbox.region.metastore.SecurableKind;

/** A privilege that a principal holds on a securable, and the securable on which it was granted. */
public record EffectivePrivilege(String principal, String privilege, SecurableKind grantedOn, String grantedOnName) {}
