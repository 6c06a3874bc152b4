package io.twinlake.sandbox.region.metastore.access;

import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.Securable;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import java.util.Optional;
import java.util.function.Function;

/** The checks before a request: refusals read as Unity Catalog's. */
public final class Access {

    private final Grants grants;
    private final String metastore;
    private final Function<SecurableRef, Optional<? extends Securable>> find;

    /**
     * @param metastore the metastore's identity, on which its own privileges are granted
     * @param find looks a securable up, so that its owner can be asked
     */
    public Access(Grants grants, String metastore, Function<SecurableRef, Optional<? extends Securable>> find) {
        this.grants = grants;
        this.metastore = metastore;
        this.find = find;
    }

    /** True for administrators, the owner of the securable or of what holds it, and holders of MANAGE. */
    public boolean manages(Caller caller, SecurableRef securable) {
        return caller.admin() || owns(caller, securable) || holds(caller, securable, "MANAGE");
    }

    /** True where the caller may do what a privilege allows; the privilege may be inherited. */
    public boolean may(Caller caller, SecurableRef securable, String privilege) {
        return caller.admin() || owns(caller, securable) || holds(caller, securable, privilege);
    }

    /** True where a listing shows the securable to the caller and a Get answers it. */
    public boolean sees(Caller caller, SecurableRef securable) {
        if (caller.admin() || owns(caller, securable)) {
            return true;
        }
        return switch (securable.kind()) {
            case CATALOG -> holdsAny(caller, securable);
            case SCHEMA -> holdsAny(caller, securable) && entered(caller, securable);
            case TABLE, FUNCTION -> holdsUsable(caller, securable) && entered(caller, securable);
            default -> holdsAny(caller, securable);
        };
    }

    public void requireManage(Caller caller, SecurableRef securable) {
        if (!manages(caller, securable)) {
            throw refused("User is not an owner of " + title(securable) + ".");
        }
    }

    public void requireSight(Caller caller, SecurableRef securable) {
        if (!sees(caller, securable)) {
            throw refused("User does not have permission to see " + title(securable) + ".");
        }
    }

    public void require(Caller caller, SecurableRef securable, String privilege) {
        if (!may(caller, securable, privilege)) {
            throw refused("User does not have " + privilege.replace('_', ' ') + " on " + title(securable) + ".");
        }
        for (SecurableRef holder : securable.chain()) {
            requireUse(caller, holder);
        }
    }

    /** The check for what belongs to the metastore itself, such as CREATE_CATALOG. */
    public void requireOnMetastore(Caller caller, String privilege) {
        require(caller, new SecurableRef(SecurableKind.METASTORE, metastore), privilege);
    }

    private void requireUse(Caller caller, SecurableRef holder) {
        String use = use(holder.kind());
        if (!use.isEmpty() && !may(caller, holder, use)) {
            throw refused("User does not have " + use.replace('_', ' ') + " on " + title(holder) + ".");
        }
    }

    private boolean entered(Caller caller, SecurableRef securable) {
        return securable.chain().stream().skip(1).allMatch(holder -> may(caller, holder, use(holder.kind())));
    }

    private static String use(SecurableKind kind) {
        return switch (kind) {
            case CATALOG -> "USE_CATALOG";
            case SCHEMA -> "USE_SCHEMA";
            default -> "";
        };
    }

    private boolean owns(Caller caller, SecurableRef securable) {
        return securable.chain().stream()
                .flatMap(holder -> find.apply(holder).stream())
                .anyMatch(found -> caller.is(found.header().audit().owner()));
    }

    private boolean holds(Caller caller, SecurableRef securable, String privilege) {
        return grants.effective(securable).stream()
                .filter(grant -> caller.is(grant.principal()))
                .anyMatch(grant -> grant.privilege().equals(privilege)
                        || (grant.privilege().equals("ALL_PRIVILEGES") && !privilege.equals("MANAGE")));
    }

    private boolean holdsAny(Caller caller, SecurableRef securable) {
        return grants.effective(securable).stream().anyMatch(grant -> caller.is(grant.principal()));
    }

    private boolean holdsUsable(Caller caller, SecurableRef securable) {
        return grants.effective(securable).stream()
                .filter(grant -> caller.is(grant.principal()))
                .anyMatch(grant -> grant.privilege().equals("BROWSE")
                        || securable.kind().privileges().contains(grant.privilege()));
    }

    private static String title(SecurableRef securable) {
        return securable.kind().title() + " '" + securable.fullName() + "'";
    }

    private static CatalogFailure refused(String message) {
        return new CatalogFailure(ErrorKind.PERMISSION_DENIED, message);
    }
}
