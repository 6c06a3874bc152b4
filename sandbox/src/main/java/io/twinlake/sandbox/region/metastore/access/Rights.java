package io.twinlake.sandbox.region.metastore.access;

import io.twinlake.sandbox.region.metastore.SecurableKind;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Who may do what: the predicates by which every request is judged. The root passes each of them. */
public final class Rights {

    /** What ALL PRIVILEGES leaves out. */
    private static final Set<String> APART = Set.of("MANAGE", "EXTERNAL_USE_SCHEMA", "EXTERNAL_USE_LOCATION");

    private final Grants grants;
    private final SecurableRef metastore;
    private final Function<SecurableRef, Optional<String>> owner;
    private final Predicate<SecurableRef> accessible;

    /**
     * @param metastore the metastore's identity, on which its own privileges are granted
     * @param owner the owner of a securable; empty where there is none
     * @param accessible whether a catalog may be used from this workspace
     */
    public Rights(
            Grants grants,
            String metastore,
            Function<SecurableRef, Optional<String>> owner,
            Predicate<SecurableRef> accessible) {
        this.grants = grants;
        this.metastore = new SecurableRef(SecurableKind.METASTORE, metastore);
        this.owner = owner;
        this.accessible = accessible;
    }

    /** True for the owner, and for the members of a group that is the owner. */
    public boolean member(Caller caller, SecurableRef securable) {
        return caller.isRoot() || owner.apply(securable).filter(caller::is).isPresent();
    }

    /** True where the privilege is granted, there or on what holds the securable; the right to use that is not asked. */
    boolean holds(Caller caller, SecurableRef securable, String privilege) {
        return caller.isRoot()
                || grants.effective(securable).stream()
                        .filter(grant -> caller.is(grant.principal()))
                        .anyMatch(grant -> grant.privilege().equals(privilege)
                                || (grant.privilege().equals("ALL_PRIVILEGES") && !APART.contains(privilege)));
    }

    /** False for a catalog that is bound to other workspaces alone, and for what it holds. */
    public boolean isAccessible(Caller caller, SecurableRef securable) {
        SecurableRef outermost = securable.outermost();
        return caller.isRoot() || outermost.kind() != SecurableKind.CATALOG || accessible.test(outermost);
    }

    /** True where the caller may use every container above the securable. */
    boolean uses(Caller caller, SecurableRef securable) {
        return securable.chain().stream().skip(1).allMatch(container -> enters(caller, container));
    }

    /** True for what is no container, and for a container that the caller may use. */
    boolean enters(Caller caller, SecurableRef securable) {
        return securable.use().isEmpty()
                || (isAccessible(caller, securable)
                        && (member(caller, securable)
                                || holds(caller, securable, securable.use().get())));
    }

    /** Data and CREATE rights: for the securable's own owner and who holds the privilege, each with usage. */
    public boolean may(Caller caller, SecurableRef securable, String privilege) {
        return (member(caller, securable) || holds(caller, securable, privilege))
                && uses(caller, securable)
                && enters(caller, securable);
    }

    /** True for a metastore admin and for owners, those of what holds the securable too: MANAGE is not asked. */
    public boolean isAdminOrOwner(Caller caller, SecurableRef securable) {
        return caller.isMetastoreAdmin() || ownsOrAbove(caller, securable);
    }

    /** True for the owner of the securable or of what holds it, with usage of what is above that. */
    private boolean ownsOrAbove(Caller caller, SecurableRef securable) {
        return reaches(caller, securable) && securable.chain().stream().anyMatch(holder -> edits(caller, holder));
    }

    /** What an inaccessible catalog holds is out of everybody's reach, but not the catalog itself. */
    private boolean reaches(Caller caller, SecurableRef securable) {
        return securable.equals(securable.outermost()) || isAccessible(caller, securable);
    }

    /** Drop, replace, filter, bind: for owners, those of what holds the securable too, and for MANAGE with usage. */
    public boolean manages(Caller caller, SecurableRef securable) {
        return ownsOrAbove(caller, securable)
                || (holds(caller, securable, "MANAGE") && uses(caller, securable) && enters(caller, securable));
    }

    /** True where a list shows the securable and a Get answers it. */
    public boolean sees(Caller caller, SecurableRef securable) {
        if (!isAccessible(caller, securable)) {
            return grants(caller, securable);
        }
        boolean browses = caller.browsing() && holds(caller, securable.outermost(), "BROWSE");
        if (browses || caller.isMetastoreAdmin() || manages(caller, securable)) {
            return true;
        }
        Optional<String> onMetastore = securable.sightOnMetastore();
        if (onMetastore.isPresent()) {
            return holds(caller, metastore, onMetastore.get());
        }
        return securable
                .sight()
                .map(privilege -> may(caller, securable, privilege))
                .orElseGet(() -> grants.effective(securable).stream().anyMatch(grant -> caller.is(grant.principal())));
    }

    /** Changes of grants and of the owner. */
    boolean grants(Caller caller, SecurableRef securable) {
        return (caller.isMetastoreAdmin() && reaches(caller, securable)) || manages(caller, securable);
    }

    /** Gives a share to recipients and takes it from them. */
    boolean givesShare(Caller caller, SecurableRef share) {
        return grants(caller, share)
                || (holds(caller, metastore, "USE_SHARE") && holds(caller, metastore, "SET_SHARE_PERMISSION"));
    }

    /** Gives shares to a recipient: its owner's, and for who may use all recipients. */
    boolean givesTo(Caller caller, SecurableRef recipient) {
        return grants(caller, recipient) || holds(caller, metastore, "USE_RECIPIENT");
    }

    /**
     * The principals whose grants are shown to the caller: all, or its own and those of its groups. A share's are its recipients,
     * shown to whom the share is.
     */
    public Predicate<String> shownGrantees(Caller caller, SecurableRef securable) {
        if (securable.kind() == SecurableKind.SHARE) {
            boolean shown = sees(caller, securable);
            return recipient -> shown;
        }
        return grants(caller, securable) ? principal -> true : caller::is;
    }

    SecurableRef metastore() {
        return metastore;
    }

    /** A view's text and comment; a table's name and keys. */
    boolean edits(Caller caller, SecurableRef securable) {
        return member(caller, securable) && uses(caller, securable);
    }
}
