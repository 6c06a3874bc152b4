package io.twinlake.sandbox.region.metastore.access;

import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The checks before a request: refusals read as Unity Catalog's and name the first missing right from the catalog down. */
public final class Access {

    private final Rights rights;

    public Access(Rights rights) {
        this.rights = rights;
    }

    public Rights rights() {
        return rights;
    }

    public void require(Caller caller, SecurableRef securable, String privilege) {
        if (!rights.may(caller, securable, privilege)) {
            requireUsage(caller, securable);
            List<String> missing = new ArrayList<>();
            if (!rights.member(caller, securable) && !rights.holds(caller, securable, privilege)) {
                missing.add(privilege);
            }
            if (!rights.enters(caller, securable) && !missing.contains(use(securable))) {
                missing.add(use(securable));
            }
            throw lacking(String.join(" and ", missing), securable);
        }
    }

    /** The check for what neither ownership nor ALL PRIVILEGES gives. */
    public void requireGranted(Caller caller, SecurableRef securable, String privilege) {
        requireUsage(caller, securable);
        if (!rights.holds(caller, securable, privilege)) {
            throw lacking(privilege, securable);
        }
    }

    /** For what a metastore admin may do without the privilege. */
    public void requireUnlessAdmin(Caller caller, SecurableRef securable, String privilege) {
        requireAccessible(caller, securable);
        if (!caller.isMetastoreAdmin()) {
            require(caller, securable, privilege);
        }
    }

    /** The check for what belongs to the metastore itself, such as CREATE_CATALOG. */
    public void requireOnMetastore(Caller caller, String privilege) {
        if (!caller.isWorkspaceAdmin()) {
            requireUnlessAdmin(caller, rights.metastore(), privilege);
        }
    }

    public void requireManage(Caller caller, SecurableRef securable) {
        if (!rights.manages(caller, securable)) {
            throw unmanaged(caller, securable);
        }
    }

    /** The check for what a metastore admin may do beside who manages the securable. */
    public void requireGrant(Caller caller, SecurableRef securable) {
        if (!rights.grants(caller, securable)) {
            throw unmanaged(caller, securable);
        }
    }

    /** The check before grants are changed; a share's are given to recipients, EXTERNAL USE SCHEMA by the catalog's owner alone. */
    public void requireGrants(Caller caller, SecurableRef securable, List<GrantChange> changes) {
        if (securable.kind() != SecurableKind.SHARE) {
            requireGrant(caller, securable);
            if (changes.stream().anyMatch(change -> change.add().contains("EXTERNAL_USE_SCHEMA"))) {
                requireEdit(caller, securable.outermost());
            }
            return;
        }
        if (!rights.givesShare(caller, securable)) {
            throw unmanaged(caller, securable);
        }
        for (GrantChange change : changes) {
            SecurableRef recipient = new SecurableRef(SecurableKind.RECIPIENT, change.principal());
            if (!change.add().isEmpty() && !rights.givesTo(caller, recipient)) {
                throw lacking("USE_RECIPIENT", rights.metastore());
            }
        }
    }

    /** The check before a share gets another owner, whose rights on its tables then count: for metastore admins. */
    public void requireAdmin(Caller caller, SecurableRef share) {
        if (!caller.isMetastoreAdmin()) {
            throw refused("User is not a metastore admin, who alone gives " + title(share) + " to another owner.");
        }
    }

    /** The check before what runs with its owner's rights gets another owner: who is no admin takes it for itself. */
    public void requireForItself(Caller caller, SecurableRef securable, String to) {
        if (!caller.isMetastoreAdmin() && !caller.is(to)) {
            throw refused("User cannot give " + title(securable) + " to " + to
                    + ": the new owner must be the user or a group that the user is a member of.");
        }
    }

    /** The check before what its owner alone may change. */
    public void requireEdit(Caller caller, SecurableRef securable) {
        if (!rights.edits(caller, securable)) {
            requireUsage(caller, securable);
            throw refused("User is not an owner of " + title(securable) + ".");
        }
    }

    public void requireSight(Caller caller, SecurableRef securable) {
        if (!rights.sees(caller, securable)) {
            securable.sight().ifPresent(privilege -> require(caller, securable, privilege));
            securable.sightOnMetastore().ifPresent(privilege -> require(caller, rights.metastore(), privilege));
            throw refused("User does not have permission to see " + title(securable) + ".");
        }
    }

    /** The check before it is told whether something exists. */
    public void requireUsage(Caller caller, SecurableRef securable) {
        requireAccessible(caller, securable);
        List<SecurableRef> containers =
                new ArrayList<>(securable.chain().subList(1, securable.chain().size()));
        Collections.reverse(containers);
        for (SecurableRef container : containers) {
            if (!rights.enters(caller, container)) {
                throw lacking(use(container), container);
            }
        }
    }

    /** The check before what a catalog holds is listed. */
    public void requireAccessible(Caller caller, SecurableRef securable) {
        if (!rights.isAccessible(caller, securable)) {
            throw refused(title(securable.outermost()) + " is not accessible in current workspace.");
        }
    }

    private CatalogFailure unmanaged(Caller caller, SecurableRef securable) {
        if (!securable.kind().privileges().contains("MANAGE")) {
            return refused("User is not an owner of " + title(securable) + ".");
        }
        requireUsage(caller, securable);
        return lacking(rights.holds(caller, securable, "MANAGE") ? use(securable) : "MANAGE", securable);
    }

    private static String use(SecurableRef securable) {
        return securable.use().orElse("");
    }

    private static CatalogFailure lacking(String privilege, SecurableRef securable) {
        String title = privilege.equals("MANAGE") && securable.kind() == SecurableKind.FUNCTION
                ? "Routine or Model '" + securable.fullName() + "'"
                : title(securable);
        return refused("User does not have " + privilege.replace('_', ' ') + " on " + title + ".");
    }

    private static String title(SecurableRef securable) {
        String kind = securable.kind() == SecurableKind.FUNCTION
                ? "Routine"
                : securable.kind().title();
        return kind + " '" + securable.fullName() + "'";
    }

    private static CatalogFailure refused(String message) {
        return new CatalogFailure(ErrorKind.PERMISSION_DENIED, message);
    }
}
