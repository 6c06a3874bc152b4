package io.twinlake.catalogsync.access;

import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.region.OwnRights;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.databricks.UnityCatalog.GrantChange;
import io.twinlake.clients.databricks.sql.GrantStatement;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Keeps Twinlake able to write a replica that it gives away: whoever gives a catalog away has no more rights in it than are granted to him.
 */
public final class HoldRights {
    private static final List<String> NEEDED = List.of(OwnRights.ALL, OwnRights.MANAGE);

    private final GuardedWorkspace replica;
    private final OwnRights rights;

    public HoldRights(GuardedWorkspace replica, OwnRights rights) {
        this.replica = replica;
        this.rights = rights;
    }

    /**
     * Makes sure of grants to Twinlake itself on a catalog that it owns or manages: those of a group may be taken away like anybody's.
     *
     * @return the statement that would mend it, where they are missing and the catalog is somebody else's
     */
    public Optional<String> ensure(ObjectName catalog) {
        SecurableKey key = new SecurableKey(SecurableKind.CATALOG, catalog);
        String self = rights.self().name();
        if (rights.heldItself(key).containsAll(NEEDED)) {
            return Optional.empty();
        }
        if (!rights.manages(key)) {
            return Optional.of(GrantStatement.of(NEEDED, "CATALOG " + Identifiers.quote(catalog), self));
        }
        replica.changeGrants(key.kind(), catalog, List.of(new GrantChange(self, NEEDED, List.of())));
        return Optional.empty();
    }

    /**
     * Why catalogs that were replicated before are refused to Twinlake today: a new owner may take its rights away while it works. Where it may
     * give them to itself it does.
     *
     * @param refused catalogs in which it was refused something
     * @return a sentence for each in which its rights are missing, with the statement that gives them back
     */
    public List<String> lost(Collection<ObjectName> refused) {
        List<String> lost = new ArrayList<>();
        for (ObjectName catalog : refused) {
            try {
                ensure(catalog)
                        .map(statement -> "Twinlake has lost its rights in catalog " + catalog + " of "
                                + replica.reading().region() + ", have this run there: " + statement)
                        .ifPresent(lost::add);
            } catch (ClientException failure) {
                lost.add("whether Twinlake still has its rights in catalog " + catalog + " of "
                        + replica.reading().region() + " was not told: " + failure.getMessage());
            }
        }
        return lost;
    }
}
