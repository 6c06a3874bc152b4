package io.twinlake.catalogsync.situation;

import io.twinlake.catalogsync.inventory.Inventory;
import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Concurrently;
import io.twinlake.clients.databricks.StillAnswers;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.ledger.state.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Finds the tables that policies guard at the source and not in the replica's region: Twinlake makes no policies, and where it is excepted from one its
 * clone would be open. Such a table is not replicated until the other region guards it alike.
 */
final class ComparePolicies {
    private final FailoverGroup group;
    private final Workspace source;
    private final Workspace replica;
    private final Concurrently concurrently;
    private final Map<SecurableKey, String> open = new ConcurrentHashMap<>();
    private final Map<SecurableKey, Failure> unread = new ConcurrentHashMap<>();

    ComparePolicies(FailoverGroup group, Workspace source, Workspace replica, Concurrently concurrently) {
        this.group = group;
        this.source = source;
        this.replica = replica;
        this.concurrently = concurrently;
    }

    /** The source, with the tables that would be open at the replica as ones that cannot be replicated. Reads once. */
    Inventory compare(Inventory atSource, Inventory atReplica) {
        List<Securable> tables = atSource.securables().values().stream()
                .filter(table -> table.kind().holdsRows()
                        && table.unsupported() == null
                        && table.access().isKnown())
                .toList();
        StillAnswers region = new StillAnswers(source);
        concurrently.map(tables, table -> {
            try {
                missing(table, atSource, atReplica).ifPresent(why -> open.put(table.key(), why));
            } catch (ClientException failure) {
                region.orThrow(failure);
                unread.put(table.key(), Failures.of(failure));
            }
            return table;
        });
        return atSource.withGuarded(open).withFailures(unread);
    }

    private Optional<String> missing(Securable table, Inventory atSource, Inventory atReplica) {
        List<Policy> wanted = policies(
                source,
                table.key(),
                name -> group.mappings().principal(name, source.region(), replica.region()),
                atSource.principal().name());
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        List<Policy> there = standing(atReplica, Optional.of(table.key()))
                .map(key -> policies(
                        replica, key, Optional::of, atReplica.principal().name()))
                .orElse(List.of());
        return wanted.stream()
                .filter(policy -> there.stream().noneMatch(other -> other.covers(policy)))
                .findFirst()
                .map(policy -> "not protected: policy " + policy.name() + " on " + policy.on()
                        + " guards it, and none guards its copy in " + replica.region()
                        + " alike; make it there, and name Twinlake's principal in the EXCEPT of both");
    }

    /** An object, or the innermost of what it is to stand in that exists. */
    private static Optional<SecurableKey> standing(Inventory region, Optional<SecurableKey> key) {
        return key.isEmpty() || region.find(key.get()).isPresent()
                ? key
                : standing(region, key.get().container());
    }

    private static List<Policy> policies(
            Workspace region, SecurableKey key, Function<String, Optional<String>> principals, String twinlake) {
        return region.catalog().policiesOver(key.kind(), key.name()).stream()
                .map(json -> Policy.of(json, principals, twinlake))
                .toList();
    }
}
