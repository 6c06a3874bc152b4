package io.twinlake.config.name;

import java.util.Locale;
import java.util.Set;

/** The kinds of Unity Catalog securables that a failover group may hold. */
public enum SecurableKind {
    CATALOG(Trait.CONTAINER, Trait.MARKED, Trait.TAGGED),
    SCHEMA(Trait.CONTAINER, Trait.MARKED, Trait.TAGGED),
    TABLE(Trait.ROWS, Trait.MARKED, Trait.TAGGED),
    VIEW(Trait.MARKED, Trait.TAGGED, Trait.BOUND_OWNER),
    FUNCTION(Trait.BOUND_OWNER),
    VOLUME(Trait.LISTED),
    MODEL(Trait.LISTED, Trait.BOUND_OWNER),
    SECRET(Trait.LISTED),
    MODEL_SERVICE(Trait.LISTED),
    MODEL_PROVIDER(Trait.LISTED),
    MCP_SERVICE(Trait.LISTED),
    POLICY(Trait.LISTED);

    private enum Trait {
        CONTAINER,
        ROWS,
        MARKED,
        TAGGED,
        BOUND_OWNER,
        LISTED
    }

    private final Set<Trait> traits;

    SecurableKind(Trait... traits) {
        this.traits = Set.of(traits);
    }

    /** How reports and messages write the kind: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * The kind of a word.
     *
     * @throws IllegalArgumentException where it is none's
     */
    public static SecurableKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }

    /** Whether it is listed and named in every report, and never replicated. */
    public boolean isListedOnly() {
        return traits.contains(Trait.LISTED);
    }

    /** Whether other securables stand in it. */
    public boolean isContainer() {
        return traits.contains(Trait.CONTAINER);
    }

    /** Whether it has rows of its own, versions of them and a history of who wrote them. */
    public boolean holdsRows() {
        return traits.contains(Trait.ROWS);
    }

    /** Whether only a metastore admin may give it to anybody, and others to themselves or to a group that they are in. */
    public boolean isOwnerBound() {
        return traits.contains(Trait.BOUND_OWNER);
    }

    /** Whether tags can stand on it; on a column they stand beside its table's or view's. */
    public boolean bearsTags() {
        return traits.contains(Trait.TAGGED);
    }

    /** Whether it has properties that can tell whose replica it is; of any other kind the ledger alone knows. */
    public boolean bearsMarker() {
        return traits.contains(Trait.MARKED);
    }
}
