package io.twinlake.catalogsync.region;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.kind.Listing;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.clients.databricks.UnityCatalog;
import io.twinlake.clients.databricks.Workspace;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads one object as it is now, its direct grants included. */
public final class ReadSecurable {
    private final Workspace workspace;

    public ReadSecurable(Workspace workspace) {
        this.workspace = workspace;
    }

    /** The object, or empty if the platform says that it does not exist. */
    public Optional<Securable> read(SecurableKey key) {
        return workspace.catalog().find(key.kind(), key.name()).map(json -> read(key, json));
    }

    private Securable read(SecurableKey key, ObjectNode json) {
        return Listing.of(key.kind()).read(json).withGrants(grants(key));
    }

    private SortedMap<String, SortedSet<String>> grants(SecurableKey key) {
        SortedMap<String, SortedSet<String>> grants = new TreeMap<>();
        for (UnityCatalog.Grant grant : workspace.catalog().grants(key.kind(), key.name())) {
            SortedSet<String> privileges = grants.computeIfAbsent(grant.principal(), name -> new TreeSet<>());
            grant.privileges()
                    .forEach(privilege ->
                            privileges.add(privilege.replace(' ', '_').toUpperCase(Locale.ROOT)));
        }
        grants.values().removeIf(SortedSet::isEmpty);
        return grants;
    }
}
