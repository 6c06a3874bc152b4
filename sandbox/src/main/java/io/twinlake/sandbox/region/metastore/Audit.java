package io.twinlake.sandbox.region.metastore;

/** Who owns a securable, who made and last changed it, and when (milliseconds since 1970). */
public record Audit(String owner, long createdAt, String createdBy, long updatedAt, String updatedBy) {

    /** The record of something that a principal has just made, and so owns. */
    public static Audit createdBy(String principal, long now) {
        return new Audit(principal, now, principal, now, principal);
    }

    /** The same, changed by a principal. */
    public Audit changedBy(String principal, long now) {
        return new Audit(owner, createdAt, createdBy, now, principal);
    }

    /** The same, owned by somebody else. */
    public Audit ownedBy(String newOwner) {
        return new Audit(newOwner, createdAt, createdBy, updatedAt, updatedBy);
    }
}
