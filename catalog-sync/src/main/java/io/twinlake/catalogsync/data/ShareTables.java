package io.twinlake.catalogsync.data;

import io.twinlake.catalogsync.Failure;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.config.GroupName;
import io.twinlake.config.ObjectName;
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

    /** Makes sure of all that the tables need; answers with those that cannot be shared. */
    public Map<ObjectName, Failure> ensure(Collection<Securable> tables) {
        Map<ObjectName, Failure> failures = new HashMap<>();
        if (tables.isEmpty()) {
            return failures;
        }
        String recipient = mounts.ensureRecipient();
        Map<String, List<Securable>> byCatalog = tables.stream()
                .collect(Collectors.groupingBy(table -> table.name().catalog(), TreeMap::new, Collectors.toList()));
        byCatalog.forEach((catalog, ofCatalog) -> {
            shares.ensure(catalog, recipient);
            failures.putAll(shares.add(catalog, ofCatalog));
            mounts.ensureMounted(catalog);
        });
        return failures;
    }
}
