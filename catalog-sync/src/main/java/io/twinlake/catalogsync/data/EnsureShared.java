package io.twinlake.catalogsync.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.sharing.ShareNames;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.state.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes sure that a catalog's share exists at its provider, that the recipient may read it, and that tables are in it with history. */
public final class EnsureShared {
    /** Changes of a share that the platform takes at once; one that takes a table out and in again is two. */
    private static final int BATCH = 100;

    private static final String HISTORY = "history_data_sharing_status";

    private final GuardedWorkspace provider;
    private final GroupName group;

    public EnsureShared(GuardedWorkspace provider, GroupName group) {
        this.provider = provider;
        this.group = group;
    }

    /** Makes sure of the share of a catalog; may be repeated. */
    public void ensure(String catalog, String recipient) {
        String name = ShareNames.share(group, catalog);
        if (provider.reading().sharing().findShare(name).isEmpty()) {
            try {
                provider.sharingToWrite()
                        .createShare(name, "Made by Twinlake: tables of " + catalog + " for failover group " + group);
            } catch (ClientException failure) {
                if (failure.category() != FailureCategory.CONFLICT) {
                    throw failure;
                }
            }
        }
        provider.sharingToWrite().grantShare(name, recipient);
    }

    /**
     * Adds tables that are not in the share as they are now; answers with those that could not be added.
     *
     * @param since the oldest version of a table that is to be read; where none is said, that which it has when it is added
     */
    public Map<ObjectName, Failure> add(String catalog, Collection<Securable> tables, Map<ObjectName, Long> since) {
        String share = ShareNames.share(group, catalog);
        Map<String, JsonNode> shared = shared(share);
        Map<ObjectName, Failure> failures = new HashMap<>();
        List<Addition> batch = new ArrayList<>();
        int updates = 0;
        for (Securable table : tables) {
            Addition addition = addition(table, shared, since.get(table.name()));
            if (updates + addition.updates().size() > BATCH) {
                addAll(share, batch, failures);
                batch.clear();
                updates = 0;
            }
            if (!addition.updates().isEmpty()) {
                batch.add(addition);
                updates += addition.updates().size();
            }
        }
        if (!batch.isEmpty()) {
            addAll(share, batch, failures);
        }
        return failures;
    }

    /** Those of some tables that are not in the share as they are now: all of them where there is no share. */
    List<Securable> missing(String catalog, Collection<Securable> tables) {
        Map<String, JsonNode> shared = shared(ShareNames.share(group, catalog));
        return tables.stream()
                .filter(table -> !addition(table, shared, null).updates().isEmpty())
                .toList();
    }

    private Map<String, JsonNode> shared(String share) {
        Map<String, JsonNode> shared = new HashMap<>();
        provider.reading()
                .sharing()
                .findShare(share)
                .ifPresent(found -> found.path("objects")
                        .forEach(object ->
                                shared.put(object.path("name").asText().toLowerCase(Locale.ROOT), object)));
        return shared;
    }

    /** One by one only where a batch is refused: then the table that is to blame has its own failure. */
    private void addAll(String share, List<Addition> batch, Map<ObjectName, Failure> failures) {
        try {
            provider.sharingToWrite()
                    .updateShare(
                            share,
                            batch.stream()
                                    .flatMap(addition -> addition.updates().stream())
                                    .toList());
        } catch (ClientException refused) {
            if (batch.size() > 1) {
                batch.forEach(addition -> addAll(share, List.of(addition), failures));
            } else {
                failures.put(batch.get(0).table(), Failures.of(refused));
            }
        }
    }

    private static Addition addition(Securable table, Map<String, JsonNode> shared, @Nullable Long since) {
        JsonNode there = shared.get(table.name().fullName().toLowerCase(Locale.ROOT));
        List<ObjectNode> updates = new ArrayList<>();
        if (there == null) {
            updates.add(addition(table, since));
        } else if (createdAfter(table, there)) {
            // The share still means the table that was dropped.
            updates.add(update("REMOVE", table));
            updates.add(addition(table, since));
        } else if (!"ENABLED".equals(there.path(HISTORY).asText())) {
            updates.add(withHistory("UPDATE", table));
        }
        return new Addition(table.name(), updates);
    }

    private static boolean createdAfter(Securable table, JsonNode shared) {
        return table.createdAt() != null
                && shared.hasNonNull("added_at")
                && table.createdAt()
                        .isAfter(Instant.ofEpochMilli(shared.get("added_at").asLong()));
    }

    private static ObjectNode addition(Securable table, @Nullable Long since) {
        ObjectNode update = withHistory("ADD", table);
        if (since != null) {
            update.withObjectProperty("data_object").put("start_version", since);
        }
        return update;
    }

    private static ObjectNode withHistory(String action, Securable table) {
        ObjectNode update = update(action, table);
        update.withObjectProperty("data_object").put(HISTORY, "ENABLED");
        return update;
    }

    private static ObjectNode update(String action, Securable table) {
        ObjectNode update = JsonNodeFactory.instance.objectNode().put("action", action);
        update.putObject("data_object").put("name", table.name().fullName()).put("data_object_type", "TABLE");
        return update;
    }

    private record Addition(ObjectName table, List<ObjectNode> updates) {}
}
