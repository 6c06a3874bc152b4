package io.twinlake.catalogsync.situation;

import io.twinlake.catalogsync.inventory.Inventory;
import io.twinlake.catalogsync.region.TagsNow;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.securable.Tags;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Concurrently;
import io.twinlake.clients.databricks.StillAnswers;
import io.twinlake.clients.databricks.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads again, one by one, the tags of objects whose two sides differ in them: the lists may be late, and what Twinlake itself wrote a minute ago would look
 * like another hand's.
 */
final class SettleTags {
    private final Inventory source;
    private final Inventory replica;
    private final List<SecurableKey> differing;

    SettleTags(Inventory source, Inventory replica) {
        this.source = source;
        this.replica = replica;
        this.differing = source.securables().keySet().stream()
                .filter(key -> differ(
                        source.find(key).map(Securable::tags), replica.find(key).map(Securable::tags)))
                .toList();
    }

    private static boolean differ(Optional<Tags> here, Optional<Tags> there) {
        return here.isPresent() && there.isPresent() && !here.equals(there);
    }

    Inventory source(Workspace workspace, Concurrently concurrently) {
        return settle(source, workspace, concurrently);
    }

    Inventory replica(Workspace workspace, Concurrently concurrently) {
        return settle(replica, workspace, concurrently);
    }

    private Inventory settle(Inventory side, Workspace workspace, Concurrently concurrently) {
        if (differing.isEmpty()) {
            return side;
        }
        TagsNow now = new TagsNow(workspace.catalog().tags());
        StillAnswers region = new StillAnswers(workspace);
        Map<SecurableKey, Optional<Tags>> settled = new ConcurrentHashMap<>();
        concurrently.map(differing, key -> settled.put(key, read(now, region, key)));
        return side.withTags(settled);
    }

    private Optional<Tags> read(TagsNow now, StillAnswers region, SecurableKey key) {
        try {
            return Optional.of(now.of(key, places(key)));
        } catch (ClientException failure) {
            region.orThrow(failure);
            return Optional.empty();
        }
    }

    private Set<String> places(SecurableKey key) {
        SortedSet<String> places = tags(source, key).placesWith(tags(replica, key));
        places.add(Tags.ITSELF);
        return places;
    }

    private static Tags tags(Inventory side, SecurableKey key) {
        return side.find(key).map(Securable::tags).orElse(Tags.NONE);
    }
}
