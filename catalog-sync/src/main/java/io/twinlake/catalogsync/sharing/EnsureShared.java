package io.twinlake.catalogsync.sharing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.sharing.ShareNames;
import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.state.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that tables are in shares of their catalog, with history, and that a recipient may read those shares. A table that is in one stays
 * there; others come to the first that has room.
 */
final class EnsureShared {
    /** Changes of a share that the platform takes at once. */
    private static final int BATCH = 100;

    private static final String HISTORY = "history_data_sharing_status";

    private final GuardedWorkspace provider;

    EnsureShared(GuardedWorkspace provider) {
        this.provider = provider;
    }

    /**
     * Makes sure of tables and notes in the shares what became of them; answers with those that could not be shared.
     *
     * @param since the oldest version of a table that is to be read; where none is said, that which it has when it is added
     */
    Map<ObjectName, Failure> ensure(
            CatalogShares shares, Collection<Securable> tables, Map<ObjectName, Long> since, String recipient) {
        Map<ObjectName, Failure> failures = new LinkedHashMap<>();
        List<Securable> left = List.copyOf(tables);
        while (!left.isEmpty()) {
            Map<Share, List<Addition>> additions = new LinkedHashMap<>();
            for (Securable table : left) {
                Share share =
                        shares.holding(table.name()).orElseGet(() -> shares.placeFor(ShareNames.alias(table.name())));
                additions
                        .computeIfAbsent(share, first -> new ArrayList<>())
                        .add(addition(table, share.find(table.name()), since.get(table.name())));
            }
            List<Securable> noRoom = new ArrayList<>();
            additions.forEach(
                    (share, ofShare) -> noRoom.addAll(ensure(share, shares.comment(), ofShare, recipient, failures)));
            left = noRoom;
        }
        return failures;
    }

    /** Whether a table is not in a share as it is now. */
    static boolean isMissing(CatalogShares shares, Securable table) {
        return shares.holding(table.name())
                .map(share -> addition(table, share.find(table.name()), null).update() != null)
                .orElse(true);
    }

    /** Answers with the tables for which the share has no room. */
    private List<Securable> ensure(
            Share share,
            String comment,
            List<Addition> additions,
            String recipient,
            Map<ObjectName, Failure> failures) {
        try {
            if (!share.exists()) {
                create(share.name(), comment);
            }
            provider.sharingToWrite().grantShare(share.name(), recipient);
        } catch (ClientException failure) {
            additions.forEach(addition -> failures.put(addition.table().name(), Failures.of(failure)));
            return List.of();
        }
        List<Securable> noRoom = new ArrayList<>();
        for (List<Addition> batch : batches(additions)) {
            List<Addition> free = withoutDropped(share, batch, failures);
            if (!free.isEmpty()) {
                noRoom.addAll(add(share, free, failures));
            }
        }
        return noRoom;
    }

    private void create(String share, String comment) {
        try {
            provider.sharingToWrite().createShare(share, comment);
        } catch (ClientException failure) {
            if (failure.category() != FailureCategory.CONFLICT) {
                throw failure;
            }
        }
    }

    /** What goes back into its share comes first: what is new there must not take its place. */
    private static List<List<Addition>> batches(List<Addition> additions) {
        List<Addition> missing = additions.stream()
                .filter(addition -> addition.update() != null)
                .sorted(Comparator.comparing(Addition::isAnew).reversed())
                .toList();
        List<List<Addition>> batches = new ArrayList<>();
        for (int from = 0; from < missing.size(); from += BATCH) {
            batches.add(missing.subList(from, Math.min(from + BATCH, missing.size())));
        }
        return batches;
    }

    /**
     * Takes out what the share still means and is no more; answers with those whose names are free then. It is an update of its own: the
     * platform refuses one that names a table twice.
     */
    private List<Addition> withoutDropped(Share share, List<Addition> batch, Map<ObjectName, Failure> failures) {
        List<Addition> anew = batch.stream().filter(Addition::isAnew).toList();
        if (anew.isEmpty()) {
            return batch;
        }
        try {
            provider.sharingToWrite()
                    .updateShare(
                            share.name(),
                            anew.stream()
                                    .map(addition -> update("REMOVE", addition.table()))
                                    .toList());
            return batch;
        } catch (ClientException refused) {
            if (anew.size() > 1) {
                return batch.stream()
                        .flatMap(addition -> withoutDropped(share, List.of(addition), failures).stream())
                        .toList();
            }
            failures.put(anew.get(0).table().name(), Failures.of(refused));
            return batch.stream().filter(addition -> !addition.isAnew()).toList();
        }
    }

    /** One by one only where a batch is refused: then the table that is to blame has its own failure. */
    private List<Securable> add(Share share, List<Addition> batch, Map<ObjectName, Failure> failures) {
        try {
            provider.sharingToWrite()
                    .updateShare(
                            share.name(), batch.stream().map(Addition::update).toList());
            batch.forEach(addition -> share.added(addition.table().name(), addition.alias()));
            return List.of();
        } catch (ClientException refused) {
            return batch.size() > 1 ? addEach(share, batch, failures) : refused(share, batch.get(0), refused, failures);
        }
    }

    private List<Securable> addEach(Share share, List<Addition> batch, Map<ObjectName, Failure> failures) {
        List<Securable> noRoom = new ArrayList<>();
        for (Addition addition : batch) {
            if (!addition.isNew() || share.takes(addition.alias())) {
                noRoom.addAll(add(share, List.of(addition), failures));
            } else {
                noRoom.add(addition.table());
            }
        }
        return noRoom;
    }

    /** A limit may be another one than is known here; a share that holds nothing is not full. */
    private static List<Securable> refused(
            Share share, Addition addition, ClientException refused, Map<ObjectName, Failure> failures) {
        if (refused.category() == FailureCategory.LIMIT && addition.isNew() && !share.isEmpty()) {
            share.isFullFor(addition.alias());
            return List.of(addition.table());
        }
        failures.put(
                addition.table().name(),
                isOfHiddenRows(refused)
                        ? Failures.hidden(
                                FailureCategory.INVALID.word(),
                                addition.table().key() + " is not protected: " + refused.sentence())
                        : Failures.of(refused));
        return List.of();
    }

    private static boolean isOfHiddenRows(ClientException refused) {
        return refused.category() == FailureCategory.INVALID
                && refused.sentence().contains("row level security");
    }

    private static Addition addition(Securable table, @Nullable JsonNode there, @Nullable Long since) {
        if (there == null) {
            String alias = ShareNames.alias(table.name());
            return new Addition(table, alias, true, false, adding(table, alias, since));
        }
        if (createdAfter(table, there)) {
            // The share still means the table that was dropped.
            String alias = ShareNames.alias(table.name(), table.id());
            return new Addition(table, alias, false, true, adding(table, alias, since));
        }
        boolean travels = "ENABLED".equals(there.path(HISTORY).asText());
        return new Addition(table, Share.alias(there), false, false, travels ? null : withHistory("UPDATE", table));
    }

    private static boolean createdAfter(Securable table, JsonNode shared) {
        return table.createdAt() != null
                && shared.hasNonNull("added_at")
                && table.createdAt()
                        .isAfter(Instant.ofEpochMilli(shared.get("added_at").asLong()));
    }

    private static ObjectNode adding(Securable table, String alias, @Nullable Long since) {
        ObjectNode update = withHistory("ADD", table);
        ObjectNode object = update.withObjectProperty("data_object").put("shared_as", alias);
        if (since != null) {
            object.put("start_version", since);
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

    /**
     * What it takes for a table to be in a share as it is now.
     *
     * @param isNew whether the share does not hold one of its name
     * @param isAnew whether the share holds one of its name that was dropped since
     * @param update null where nothing is to be changed
     */
    private record Addition(
            Securable table,
            String alias,
            boolean isNew,
            boolean isAnew,
            @Nullable ObjectNode update) {}
}
