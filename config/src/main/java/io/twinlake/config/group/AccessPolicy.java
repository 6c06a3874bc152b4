package io.twinlake.config.group;

/**
 * What becomes of owners and grants at the replica.
 *
 * @param owners which owners the replica's objects get
 * @param missingPrincipals what becomes of an object with a grant or an owner whom the replica's region does not know
 * @param acceptUnknown whether a planned move goes on although grants, texts or objects are not known
 */
public record AccessPolicy(Owners owners, MissingPrincipals missingPrincipals, boolean acceptUnknown) {
    /** Which owners the replica's objects get. */
    public enum Owners {
        /** The source's, as far as Twinlake may give them. */
        COPY,
        /** Twinlake's principal, which made them. */
        KEEP
    }

    /** What becomes of an object with a grant or an owner whom the replica's region does not know. */
    public enum MissingPrincipals {
        /** It is replicated without, which is said. */
        KEEP,
        /** It has failed. */
        FAIL
    }
}
