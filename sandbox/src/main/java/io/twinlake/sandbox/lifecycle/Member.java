package io.twinlake.sandbox.lifecycle;

import io.twinlake.sandbox.region.RegionSpec;
import io.twinlake.sandbox.region.metastore.access.Role;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A user or a service principal of a region's workspace.
 *
 * @param name as grants and owners have it
 * @param kind {@code user} or {@code service-principal}
 * @param part what it is there for, in a word
 * @param token its personal access token
 * @param roles what it is beside its grants
 * @param groups the groups that it is in
 */
record Member(String name, String kind, String part, String token, Set<Role> roles, List<String> groups) {

    /** Reads what the API serves; the Functions are in it. */
    static final String READERS = "api-readers";

    /** Owns schemas, tables and views. Twinlake is in it, so that it may give views to it. */
    static final String ENGINEERS = "data-engineers";

    static final List<String> GROUPS = List.of(READERS, ENGINEERS);

    /** The sandbox's root: no principal of the platform. */
    static final String ROOT = "admin@twinlake.example";

    /** A person who owns tables and a view. */
    static final String OWNER = "owner@twinlake.example";

    private static final String USER = "user";
    private static final String SERVICE_PRINCIPAL = "service-principal";

    /** All of a region. */
    static List<Member> of(RegionLayout region, EdgeLayout edge) {
        return List.of(
                new Member(ROOT, USER, "root", region.token(), Set.of(Role.ROOT), List.of()),
                member(region, region.clientId(), SERVICE_PRINCIPAL, "twinlake", Set.of(), ENGINEERS),
                member(region, edge.functionClientId(), SERVICE_PRINCIPAL, "lookup", Set.of(), READERS),
                member(region, "governor@twinlake.example", USER, "metastore-admin", Set.of(Role.METASTORE_ADMIN)),
                member(region, OWNER, USER, "owner", Set.of()),
                member(region, "engineer@twinlake.example", USER, "engineer", Set.of(), ENGINEERS),
                member(region, "reader@twinlake.example", USER, "reader", Set.of(), READERS));
    }

    private static Member member(
            RegionLayout region, String name, String kind, String part, Set<Role> roles, String... groups) {
        return new Member(name, kind, part, Secrets.token(region.token(), name), roles, List.of(groups));
    }

    /** The users among them, but for the root. */
    static Stream<RegionSpec.User> users(List<Member> members) {
        return members.stream()
                .filter(member -> member.kind().equals(USER) && !member.name().equals(ROOT))
                .map(member -> new RegionSpec.User(member.name(), member.roles(), member.groups()));
    }
}
