package io.twinlake.catalogsync.region;

import io.twinlake.catalogsync.kind.Listing;
import io.twinlake.catalogsync.securable.Access;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Principal;
import io.twinlake.clients.databricks.UnityCatalog;
import io.twinlake.clients.databricks.UnityCatalog.Grant;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.name.SecurableKind;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Twinlake's principal may do with a region's objects, and so whose grants it sees. Only to who manages an object are all of its grants
 * shown; everybody else is shown his own, with no word that there are more.
 */
public final class OwnRights {
    /** Not part of {@link #ALL}, and what shows all grants. */
    public static final String MANAGE = "MANAGE";

    public static final String ALL = "ALL_PRIVILEGES";

    /** What a grant on a catalog must hold so that all that stands in it is shown, in SQL's words. */
    public static final String TO_SEE_ALL = "USE CATALOG, USE SCHEMA, MANAGE";

    /** Whom every principal of the account is in. */
    public static final String EVERYBODY = "account users";

    private static final String USE_CATALOG = "USE_CATALOG";
    private static final String USE_SCHEMA = "USE_SCHEMA";

    private final UnityCatalog catalog;
    private final Principal self;
    private final Set<String> leftOut;

    /** @param others principals whose grants are left out beside Twinlake's own */
    public OwnRights(UnityCatalog catalog, Principal self, Set<String> others) {
        this.catalog = catalog;
        this.self = self;
        this.leftOut = Stream.concat(Stream.of(self.name()), others.stream()).collect(Collectors.toSet());
    }

    /** With who Twinlake is in one of a group's regions today; whom the group's mappings drop are left out. */
    public static OwnRights in(Workspace workspace, FailoverGroup group) {
        return of(group, workspace.region(), workspace.catalog(), workspace.principal());
    }

    /** The same, where it is known who Twinlake is. */
    public static OwnRights of(FailoverGroup group, RegionName region, UnityCatalog catalog, Principal self) {
        return new OwnRights(catalog, self, group.mappings().dropped(region, group.otherThan(region)));
    }

    public Principal self() {
        return self;
    }

    /** Whether Twinlake manages a catalog itself: as metastore admin, by a grant, or because it is its own. */
    public boolean manages(SecurableKey key) {
        return self.isMetastoreAdmin() || held(key).contains(MANAGE) || owns(key);
    }

    /**
     * Whether Twinlake manages all that stands in a catalog or a schema, so that lists of it and grants in it are shown whole: as metastore admin, as
     * the catalog's owner, as the schema's where it may use the catalog, or by a grant where it may use the catalog and the schemas. MANAGE by itself
     * shows nothing that one may not use, and the platform does not say that it left something out.
     */
    public boolean managesAllIn(SecurableKey container) {
        SecurableKey catalog = new SecurableKey(
                SecurableKind.CATALOG, ObjectName.of(container.name().catalog()));
        return self.isMetastoreAdmin() || isGrantedAllIn(container, catalog) || owns(catalog);
    }

    private boolean isGrantedAllIn(SecurableKey container, SecurableKey catalog) {
        Set<String> above = held(catalog);
        if (!covers(above, List.of(USE_CATALOG))) {
            return false;
        }
        boolean schema = container.kind() == SecurableKind.SCHEMA;
        Set<String> here = schema ? held(container) : above;
        return covers(here, List.of(MANAGE, USE_SCHEMA)) || schema && owns(container);
    }

    /** Whether privileges hold all that are needed: ALL PRIVILEGES are all but the one that shows and changes grants. */
    public static boolean covers(Set<String> held, Collection<String> needed) {
        return needed.stream().allMatch(each -> held.contains(each) || !each.equals(MANAGE) && held.contains(ALL));
    }

    /** The privileges that are granted to Twinlake or its groups on an object or above it. */
    public Set<String> held(SecurableKey key) {
        return effective(key, principal -> self.is(principal) || principal.equals(EVERYBODY));
    }

    /** Those that are granted to Twinlake and to none of its groups. */
    public Set<String> heldItself(SecurableKey key) {
        return effective(key, self.name()::equals);
    }

    private Set<String> effective(SecurableKey key, Predicate<String> to) {
        try {
            return privileges(catalog.effectiveGrants(key.kind(), key.name()), to);
        } catch (ClientException failure) {
            if (isHidden(failure)) {
                return Set.of();
            }
            throw failure;
        }
    }

    /** Whether Twinlake, or a group that it is in, owns an object. */
    public boolean owns(SecurableKey key) {
        try {
            return catalog.find(key.kind(), key.name())
                    .map(Listing.of(key.kind())::read)
                    .map(securable -> securable.access().owner())
                    .filter(self::is)
                    .isPresent();
        } catch (ClientException failure) {
            if (isHidden(failure)) {
                return false;
            }
            throw failure;
        }
    }

    /**
     * Who else may do what with an object; its grants are unknown where not all of them are shown.
     *
     * @param managed whether Twinlake manages what it stands in
     */
    public Access access(SecurableKey key, Optional<String> owner, boolean managed) {
        String others = owner.filter(name -> !name.equals(self.name())).orElse(null);
        List<Grant> grants;
        try {
            grants = catalog.grants(key.kind(), key.name());
        } catch (ClientException failure) {
            if (failure.category() == FailureCategory.PERMISSION) {
                return Access.unread(others);
            }
            throw failure;
        }
        boolean all =
                managed || self.isMetastoreAdmin() || owner.filter(self::is).isPresent();
        return all || privileges(grants, self::is).contains(MANAGE)
                ? new Access(others, byPrincipal(grants, false), byPrincipal(grants, true)).without(leftOut)
                : Access.unread(others);
    }

    private static Set<String> privileges(Collection<Grant> grants, Predicate<String> to) {
        return grants.stream()
                .filter(grant -> !grant.isDeleted() && to.test(grant.principal()))
                .flatMap(grant -> grant.privileges().stream())
                .map(OwnRights::restName)
                .collect(Collectors.toSet());
    }

    private static SortedMap<String, SortedSet<String>> byPrincipal(Collection<Grant> grants, boolean deleted) {
        SortedMap<String, SortedSet<String>> all = new TreeMap<>();
        for (Grant grant : grants) {
            if (grant.isDeleted() == deleted) {
                SortedSet<String> privileges = all.computeIfAbsent(grant.principal(), name -> new TreeSet<>());
                grant.privileges().forEach(privilege -> privileges.add(restName(privilege)));
            }
        }
        all.values().removeIf(SortedSet::isEmpty);
        return all;
    }

    /** A privilege's name as REST has it. */
    public static String restName(String privilege) {
        return privilege.replace(' ', '_').toUpperCase(Locale.ROOT);
    }

    private static boolean isHidden(ClientException failure) {
        return failure.category() == FailureCategory.PERMISSION || failure.category() == FailureCategory.NOT_FOUND;
    }
}
