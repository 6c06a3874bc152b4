package io.twinlake.catalogsync.sharing;

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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes tables of one region readable in the other: recipient, shares, mounted catalogs. */
public final class ShareTables {
    private final GuardedWorkspace provider;
    private final GroupName group;
    private final Patience patience;
    private final EnsureShared shared;
    private final EnsureMounted mounts;
    private final MountedTables mounted;

    public ShareTables(GuardedWorkspace provider, GuardedWorkspace recipient, GroupName group, Patience patience) {
        this.provider = provider;
        this.group = group;
        this.patience = patience;
        this.shared = new EnsureShared(provider);
        this.mounts = new EnsureMounted(provider, recipient, patience);
        this.mounted = new MountedTables(recipient.reading(), patience);
    }

    /**
     * Makes sure of all that it takes to read the tables now. Takes nothing out of a share that it is not given.
     *
     * @param since the oldest version of each that is to be read; where none is said, that which it has when it is shared
     */
    public Shared ensure(Collection<Securable> tables, Map<ObjectName, Long> since) {
        return ensure(tables, since, true);
    }

    /** The same for later, begun only where something is missing: where nothing is, a few reads for each catalog tell that. */
    public Map<ObjectName, Failure> ensureMissing(Collection<Securable> tables) {
        List<Securable> missing = new ArrayList<>();
        byCatalog(tables).forEach((catalog, ofCatalog) -> missing.addAll(missing(catalog, ofCatalog)));
        return ensure(missing, Map.of(), false).failures();
    }

    private List<Securable> missing(String catalog, List<Securable> tables) {
        CatalogShares shares = shares(catalog);
        Map<Share, Boolean> isMounted = new HashMap<>();
        return tables.stream()
                .filter(table -> EnsureShared.isMissing(shares, table)
                        || !isMounted.computeIfAbsent(
                                shares.holding(table.name()).orElseThrow(), share -> mounts.isMounted(share.name())))
                .toList();
    }

    private CatalogShares shares(String catalog) {
        return CatalogShares.read(provider.reading().sharing(), group, catalog);
    }

    private static Map<String, List<Securable>> byCatalog(Collection<Securable> tables) {
        return tables.stream()
                .collect(Collectors.groupingBy(table -> table.name().catalog(), TreeMap::new, Collectors.toList()));
    }

    private Shared ensure(Collection<Securable> tables, Map<ObjectName, Long> since, boolean atOnce) {
        Map<ObjectName, ObjectName> seen = new HashMap<>();
        Map<ObjectName, Failure> failures = new HashMap<>();
        if (!tables.isEmpty()) {
            String recipient = mounts.ensureRecipient();
            byCatalog(tables).forEach((catalog, ofCatalog) -> {
                try {
                    CatalogShares shares = shares(catalog);
                    failures.putAll(shared.ensure(shares, ofCatalog, since, recipient));
                    mount(shares, names(ofCatalog, failures.keySet()), atOnce, seen, failures);
                } catch (ClientException failure) {
                    fail(names(ofCatalog, failures.keySet()), failure, failures);
                }
            });
        }
        return new Shared(seen, failures);
    }

    private static Set<ObjectName> names(Collection<Securable> tables, Set<ObjectName> without) {
        Set<ObjectName> names = tables.stream().map(Securable::name).collect(Collectors.toCollection(HashSet::new));
        names.removeAll(without);
        return names;
    }

    private static void fail(
            Collection<ObjectName> tables, ClientException failure, Map<ObjectName, Failure> failures) {
        tables.forEach(table -> failures.put(table, Failures.of(failure)));
    }

    private void mount(
            CatalogShares shares,
            Set<ObjectName> tables,
            boolean atOnce,
            Map<ObjectName, ObjectName> seen,
            Map<ObjectName, Failure> failures) {
        Map<Share, List<ObjectName>> byShare = tables.stream()
                .collect(Collectors.groupingBy(table -> shares.holding(table).orElseThrow()));
        byShare.forEach((share, ofShare) -> {
            try {
                mounts.ensureMounted(share.name(), shares.comment());
                Map<ObjectName, ObjectName> shown = mounted(share, ofShare);
                if (atOnce) {
                    failures.putAll(hidden(share, shown));
                    shown.keySet().removeAll(failures.keySet());
                }
                seen.putAll(shown);
            } catch (ClientException failure) {
                fail(ofShare, failure, failures);
            }
        });
    }

    private static Map<ObjectName, ObjectName> mounted(Share share, List<ObjectName> tables) {
        Map<ObjectName, ObjectName> mounted = new HashMap<>();
        tables.forEach(table -> mounted.put(table, share.mounted(table).orElseThrow()));
        return mounted;
    }

    /** A table that is in the share for long is there, or its clone tells why not; one that came just now is waited for. */
    private Map<ObjectName, Failure> hidden(Share share, Map<ObjectName, ObjectName> seen) {
        Map<ObjectName, ObjectName> recent = new HashMap<>(seen);
        recent.keySet().removeIf(table -> !share.isAddedSince(table, patience.settled()));
        Set<ObjectName> notShown = mounted.notShown(recent.values());
        Map<ObjectName, Failure> hidden = new HashMap<>();
        recent.forEach((table, mount) -> {
            if (notShown.contains(mount)) {
                hidden.put(
                        table,
                        Failures.notFound(
                                "table " + table + " is shared as " + mount + " and is not seen there after "
                                        + patience,
                                "Run it again: the platform tells what a share holds up to a minute late. If it stays so, see that"
                                        + " Twinlake, which owns the share, holds SELECT on the table, and is in the EXCEPT of every"
                                        + " policy that covers it."));
            }
        });
        return hidden;
    }
}
