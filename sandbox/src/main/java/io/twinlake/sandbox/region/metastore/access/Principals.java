package io.twinlake.sandbox.region.metastore.access;

import io.twinlake.sandbox.region.RegionSpec;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The users, service principals and groups that a region knows. */
public final class Principals {

    /** The group of everybody. */
    public static final String ACCOUNT_USERS = "account users";

    private final Map<String, Caller> members = new LinkedHashMap<>();
    private final Set<String> groups = new LinkedHashSet<>();
    private final Map<String, String> displayNames = new LinkedHashMap<>();

    public Principals(RegionSpec spec) {
        groups.add(ACCOUNT_USERS);
        groups.addAll(spec.groups());
        add(spec.admin(), spec.admin(), List.of(), Set.of(Role.ROOT));
        for (RegionSpec.User user : spec.users()) {
            groups.addAll(user.groups());
            add(user.name(), user.name(), user.groups(), user.roles());
        }
        for (RegionSpec.Client client : spec.clients()) {
            groups.addAll(client.groups());
            add(client.clientId(), client.name(), client.groups(), client.roles());
        }
    }

    private void add(String name, String displayName, List<String> memberOf, Set<Role> roles) {
        Set<String> all = new LinkedHashSet<>(memberOf);
        all.add(ACCOUNT_USERS);
        members.put(name, new Caller(name, all, roles));
        displayNames.put(name, displayName);
    }

    /** A user or service principal as the one who asks. */
    public Optional<Caller> caller(String principal) {
        return Optional.ofNullable(members.get(principal));
    }

    /** The one with whose rights something runs, such as a view's owner; a group is itself. */
    public Caller acting(String principal) {
        return caller(principal).orElseGet(() -> new Caller(principal, Set.of(ACCOUNT_USERS), Set.of()));
    }

    /** The principal, which must exist: a user name, a service principal's client id, or a group. */
    public String require(String principal) {
        if (!members.containsKey(principal) && !groups.contains(principal)) {
            throw new CatalogFailure(
                    ErrorKind.PRINCIPAL_DOES_NOT_EXIST, "Could not find principal with name " + principal + ".");
        }
        return principal;
    }

    /** The name that people read. */
    public String displayName(String principal) {
        return displayNames.getOrDefault(principal, principal);
    }

    public List<String> memberNames() {
        return List.copyOf(members.keySet());
    }

    public List<String> groupNames() {
        return List.copyOf(groups);
    }
}
