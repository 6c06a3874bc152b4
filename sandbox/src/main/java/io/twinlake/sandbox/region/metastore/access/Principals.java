package io.twinlake.sandbox.region.metastore.access;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.twinlake.sandbox.region.RegionSpec;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.store.DocumentFile;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The users, service principals and groups that a region knows. */
public final class Principals {

    /** The group of everybody. */
    public static final String ACCOUNT_USERS = "account users";

    private final Map<String, Caller> members = new LinkedHashMap<>();
    private final Set<String> groups = new LinkedHashSet<>();
    private final Map<String, String> displayNames = new LinkedHashMap<>();
    private final DocumentFile deleted;

    private Principals(RegionSpec spec, DocumentFile deleted) {
        this.deleted = deleted;
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

    /** Those of a region's specification, but for whom its account has deleted since. */
    public static Principals open(RegionSpec spec) {
        return new Principals(spec, DocumentFile.open(spec.dir().resolve("deleted-principals.json")));
    }

    private void add(String name, String displayName, List<String> memberOf, Set<Role> roles) {
        Set<String> all = new LinkedHashSet<>(memberOf);
        all.add(ACCOUNT_USERS);
        members.put(name, new Caller(name, all, roles));
        displayNames.put(name, displayName);
    }

    /** A user or service principal as the one who asks. */
    public Optional<Caller> caller(String principal) {
        return Optional.ofNullable(members.get(principal))
                .filter(member -> !isDeleted(principal))
                .map(member -> new Caller(
                        principal,
                        member.groups().stream()
                                .filter(group -> !isDeleted(group))
                                .collect(Collectors.toSet()),
                        member.roles()));
    }

    /** The one with whose rights something runs, such as a view's owner; a group is itself. One that is deleted has no rights left. */
    public Caller acting(String principal) {
        return isDeleted(principal)
                ? new Caller("", Set.of(), Set.of())
                : caller(principal).orElseGet(() -> new Caller(principal, Set.of(ACCOUNT_USERS), Set.of()));
    }

    /**
     * The principal, which must exist, by its own name: a user name, whatever its case, a service principal's client id, or a group.
     */
    public String require(String spelt) {
        String principal = own(spelt);
        if ((!members.containsKey(principal) && !groups.contains(principal)) || isDeleted(principal)) {
            throw new CatalogFailure(
                    ErrorKind.PRINCIPAL_DOES_NOT_EXIST, "Could not find principal with name " + principal + ".");
        }
        return principal;
    }

    /** A principal by its own name, where there is one: a user's is an e-mail address, which has no case. */
    public String own(String spelt) {
        return spelt.indexOf('@') < 0
                ? spelt
                : members.keySet().stream()
                        .filter(spelt::equalsIgnoreCase)
                        .findFirst()
                        .orElse(spelt);
    }

    /** Deletes a user, service principal or group: what was granted to it stays, and has nobody's name. */
    public void delete(String principal) {
        deleted.put(require(principal), JsonNodeFactory.instance.objectNode(), Optional::isEmpty);
    }

    private boolean isDeleted(String principal) {
        return deleted.find(principal).isPresent();
    }

    /** How grants name a principal: one that is deleted has no name any more. */
    public String nameInGrants(String principal) {
        return isDeleted(principal) ? "" : principal;
    }

    /** The account's id of a principal, also of one that is deleted. */
    public static long id(String principal) {
        return UUID.nameUUIDFromBytes(principal.getBytes(StandardCharsets.UTF_8))
                        .getMostSignificantBits()
                >>> 12;
    }

    /** The name that people read. */
    public String displayName(String principal) {
        return displayNames.getOrDefault(principal, principal);
    }

    public List<String> memberNames() {
        return members.keySet().stream().filter(name -> !isDeleted(name)).toList();
    }

    public List<String> groupNames() {
        return groups.stream().filter(name -> !isDeleted(name)).toList();
    }
}
