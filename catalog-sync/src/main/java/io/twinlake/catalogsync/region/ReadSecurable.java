package io.twinlake.catalogsync.region;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.kind.Listing;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.UnityCatalog;
import java.util.Optional;

/** Reads one object as it is now, with the direct grants that Twinlake sees. */
public final class ReadSecurable {
    private final UnityCatalog catalog;
    private final OwnRights rights;
    private final Uncompared uncompared;

    /** @param uncompared what is left out of each object */
    public ReadSecurable(UnityCatalog catalog, OwnRights rights, Uncompared uncompared) {
        this.catalog = catalog;
        this.rights = rights;
        this.uncompared = uncompared;
    }

    /** The object, or empty if the platform says that it does not exist. */
    public Optional<Securable> read(SecurableKey key) {
        return catalog.find(key.kind(), key.name()).map(json -> read(key, json));
    }

    /** The object as it is after it was written. */
    public Securable back(SecurableKey key) {
        return read(key)
                .orElseThrow(() -> new ClientException(
                        FailureCategory.NOT_FOUND,
                        "read back",
                        key.name().toString(),
                        null,
                        key + " is not at the replica after it was written: somebody dropped it meanwhile",
                        null));
    }

    private Securable read(SecurableKey key, ObjectNode json) {
        Securable securable = uncompared.strip(Listing.of(key.kind()).read(json));
        boolean managed = key.container().filter(rights::manages).isPresent();
        return securable.withAccess(
                rights.access(key, Optional.ofNullable(securable.access().owner()), managed));
    }
}
