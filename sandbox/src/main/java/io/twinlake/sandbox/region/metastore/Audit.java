package io.twinlake.sandbox.region.metastore;

import java.time.Instant;

/** Who owns a securable, who made and last changed it, and when (milliseconds precise). */
public record Audit(String owner, Instant createdAt, String createdBy, Instant updatedAt, String updatedBy) {

    /** The record of something that a principal has just made, and so owns. */
    public static Audit createdBy(String principal, Instant now) {
        return new Audit(principal, now, principal, now, principal);
    }

    /** The same, changed by a principal. */
    public Audit changedBy(String principal, Instant now) {
        return new Audit(owner, createdAt, createdBy, now, principal);
    }

    /** The same, owned by somebody else. */
    public Audit ownedBy(String newOwner) {
        return new Audit(newOwner, createdAt, createdBy, updatedAt, updatedBy);
    }
}
