package io.twinlake.catalogsync.access;

import io.twinlake.catalogsync.region.OwnRights;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.clients.databricks.UnityCatalog;
import io.twinlake.clients.databricks.sql.GrantStatement;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.config.name.SecurableKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks that whoever gets a view or a function may read there what it reads: everybody who uses it reads with its owner's rights, and is
 * refused where these are missing. Rights that somebody has by a group are not seen.
 */
final class CheckBases {
    private final UnityCatalog replica;
    private final Map<SecurableKey, String> owners;

    /** @param owners whom containers of the replica are given to in the same run, behind all that stands in them */
    CheckBases(UnityCatalog replica, Map<SecurableKey, String> owners) {
        this.replica = replica;
        this.owners = Map.copyOf(owners);
    }

    /** A privilege on what is read, or on what that stands in. */
    private record Needed(String privilege, SecurableKey on) {}

    /** The statements that give an owner what it lacks. */
    List<String> lacking(Securable wanted, String owner) {
        return wanted.definition().dependencies().stream()
                .filter(base -> !base.name().parent().name().equals("information_schema"))
                .flatMap(CheckBases::needed)
                .distinct()
                .filter(needed -> !has(owner, needed))
                .map(needed -> GrantStatement.of(List.of(needed.privilege()), quoted(needed.on()), owner))
                .toList();
    }

    private static Stream<Needed> needed(SecurableKey base) {
        SecurableKey schema = new SecurableKey(SecurableKind.SCHEMA, base.name().parent());
        SecurableKey catalog =
                new SecurableKey(SecurableKind.CATALOG, schema.name().parent());
        return Stream.of(
                new Needed("USE_CATALOG", catalog),
                new Needed("USE_SCHEMA", schema),
                new Needed(base.kind() == SecurableKind.FUNCTION ? "EXECUTE" : "SELECT", base));
    }

    private boolean has(String owner, Needed needed) {
        return owner(needed.on()).equals(Optional.of(owner))
                || replica.effectiveGrants(needed.on().kind(), needed.on().name()).stream()
                        .filter(grant -> !grant.isDeleted()
                                && (grant.principal().equals(owner)
                                        || grant.principal().equals(OwnRights.EVERYBODY)))
                        .flatMap(grant -> grant.privileges().stream())
                        .map(OwnRights::restName)
                        .anyMatch(privilege -> privilege.equals(needed.privilege()) || privilege.equals(OwnRights.ALL));
    }

    private Optional<String> owner(SecurableKey key) {
        return Optional.ofNullable(owners.get(key))
                .or(() -> replica.find(key.kind(), key.name())
                        .map(found -> found.path("owner").asText()));
    }

    private static String quoted(SecurableKey key) {
        return key.kind().word().toUpperCase(Locale.ROOT) + " " + Identifiers.quote(key.name());
    }
}
