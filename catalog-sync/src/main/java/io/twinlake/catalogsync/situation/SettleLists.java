package io.twinlake.catalogsync.situation;

import io.twinlake.catalogsync.inventory.Inventory;
import io.twinlake.catalogsync.kind.Listing;
import io.twinlake.catalogsync.kind.Table;
import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.region.TagsNow;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.securable.Tags;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Concurrently;
import io.twinlake.clients.databricks.StillAnswers;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.ledger.state.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

/**
 * Reads again, one by one, what the information schema tells of objects whose two sides differ in it, tags and which tables have keys: its lists are late on
 * the platform, and what Twinlake itself wrote a minute ago would look like another hand's.
 */
final class SettleLists {
    private final Inventory source;
    private final Inventory replica;
    private final Concurrently concurrently;
    private final List<SecurableKey> tagged;
    private final List<SecurableKey> keyed;

    SettleLists(Inventory source, Inventory replica, Concurrently concurrently) {
        this.source = source;
        this.replica = replica;
        this.concurrently = concurrently;
        this.tagged = differing((here, there) ->
                here.tags() != null && there.tags() != null && !here.tags().equals(there.tags()));
        this.keyed = differing((here, there) -> here.definition() instanceof Table ours
                && there.definition() instanceof Table theirs
                && !ours.keys().equals(theirs.keys()));
    }

    private List<SecurableKey> differing(BiPredicate<Securable, Securable> differ) {
        return source.securables().values().stream()
                .filter(here -> replica.find(here.key())
                        .filter(there -> differ.test(here, there))
                        .isPresent())
                .map(Securable::key)
                .toList();
    }

    Inventory source(Workspace workspace) {
        return settle(source, workspace);
    }

    Inventory replica(Workspace workspace) {
        return settle(replica, workspace);
    }

    private Inventory settle(Inventory side, Workspace workspace) {
        StillAnswers region = new StillAnswers(workspace);
        TagsNow now = new TagsNow(workspace.catalog().tags());
        Map<SecurableKey, Optional<Tags>> tags = new ConcurrentHashMap<>();
        concurrently.map(tagged, key -> tags.put(key, tags(now, region, key)));
        SortedMap<SecurableKey, Failure> failures = new TreeMap<>();
        Map<SecurableKey, Table> tables = new ConcurrentHashMap<>();
        for (SecurableKey key : keyed) {
            try {
                keys(workspace, key).ifPresent(table -> tables.put(key, table));
            } catch (ClientException failure) {
                region.orThrow(failure);
                failures.put(key, Failures.of(failure));
            } catch (IllegalArgumentException unreadable) {
                failures.put(key, Failures.unreadable(unreadable));
            }
        }
        return side.withTags(tags).withKeysOf(tables).withFailures(failures);
    }

    private static Optional<Table> keys(Workspace workspace, SecurableKey key) {
        return workspace
                .catalog()
                .find(key.kind(), key.name())
                .map(Listing.of(key.kind())::read)
                .map(Securable::definition)
                .filter(Table.class::isInstance)
                .map(Table.class::cast);
    }

    private Optional<Tags> tags(TagsNow now, StillAnswers region, SecurableKey key) {
        try {
            SortedSet<String> places = tags(source, key).placesWith(tags(replica, key));
            places.add(Tags.ITSELF);
            return Optional.of(now.of(key, places));
        } catch (ClientException failure) {
            region.orThrow(failure);
            return Optional.empty();
        }
    }

    private static Tags tags(Inventory side, SecurableKey key) {
        return side.find(key).map(Securable::tags).orElse(Tags.NONE);
    }
}
