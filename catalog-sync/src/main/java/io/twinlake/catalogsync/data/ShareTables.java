package io.twinlake.catalogsync.data;

import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.clients.ClientException;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.state.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes tables of one region readable in the other: recipient, shares, mounted catalogs. */
public final class ShareTables {
    private final EnsureShared shares;
    private final EnsureMounted mounts;

    public ShareTables(GuardedWorkspace provider, GuardedWorkspace recipient, GroupName group) {
        this.shares = new EnsureShared(provider, group);
        this.mounts = new EnsureMounted(provider, recipient, group);
    }

    /**
     * Makes sure of all that the tables need; answers with those that cannot be shared. Takes nothing out of a share that it is not given.
     *
     * @param since the oldest version of each that is to be read; where none is said, that which it has when it is shared
     */
    public Map<ObjectName, Failure> ensure(Collection<Securable> tables, Map<ObjectName, Long> since) {
        Map<ObjectName, Failure> failures = new HashMap<>();
        if (tables.isEmpty()) {
            return failures;
        }
        String recipient = mounts.ensureRecipient();
        byCatalog(tables).forEach((catalog, ofCatalog) -> failures.putAll(share(catalog, ofCatalog, recipient, since)));
        return failures;
    }

    /** The same, begun only where something is missing: of tables that are shared and mounted, two reads for each catalog tell that. */
    public Map<ObjectName, Failure> ensureMissing(Collection<Securable> tables) {
        List<Securable> missing = new ArrayList<>();
        byCatalog(tables)
                .forEach((catalog, ofCatalog) ->
                        missing.addAll(mounts.isMounted(catalog) ? shares.missing(catalog, ofCatalog) : ofCatalog));
        return ensure(missing, Map.of());
    }

    private static Map<String, List<Securable>> byCatalog(Collection<Securable> tables) {
        return tables.stream()
                .collect(Collectors.groupingBy(table -> table.name().catalog(), TreeMap::new, Collectors.toList()));
    }

    private Map<ObjectName, Failure> share(
            String catalog, List<Securable> tables, String recipient, Map<ObjectName, Long> since) {
        try {
            shares.ensure(catalog, recipient);
            Map<ObjectName, Failure> failures = shares.add(catalog, tables, since);
            mounts.ensureMounted(catalog);
            return failures;
        } catch (ClientException failure) {
            Failure ofCatalog = Failures.of(failure);
            return tables.stream().collect(Collectors.toMap(Securable::name, table -> ofCatalog));
        }
    }
}
