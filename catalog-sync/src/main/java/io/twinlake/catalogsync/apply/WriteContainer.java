package io.twinlake.catalogsync.apply;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.region.ReadSecurable;
import io.twinlake.catalogsync.securable.Definition;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.situation.Ownership;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.config.SecurableKind;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Makes sure of a catalog or a schema: its existence, comment and properties. */
final class WriteContainer {
    private final GuardedWorkspace replica;
    private final ReadSecurable read;

    WriteContainer(GuardedWorkspace replica, ReadSecurable read) {
        this.replica = replica;
        this.read = read;
    }

    /** @param marker empty where it is none that we made */
    void write(Work work, Securable wanted, Optional<Marker> marker, Collection<String> intents) {
        if (work.replica() == null) {
            create(wanted, marker.orElseThrow(), intents);
        } else {
            replica.update(
                    wanted.kind(),
                    wanted.name(),
                    described(wanted, marker.map(Marker::properties).orElse(Map.of())));
        }
    }

    /** Describes what stands there already. */
    void describe(Securable wanted, Marker marker) {
        replica.update(wanted.kind(), wanted.name(), described(wanted, marker.properties()));
    }

    private void create(Securable wanted, Marker marker, Collection<String> intents) {
        try {
            replica.create(wanted.kind(), body(wanted, marker));
        } catch (ClientException failure) {
            settle(wanted, marker, intents, failure);
        }
        if (wanted.kind() == SecurableKind.CATALOG) {
            // Files rewritten by the platform on its own would make every later clone a full one.
            ObjectNode change = JsonNodeFactory.instance.objectNode();
            replica.update(wanted.kind(), wanted.name(), change.put("enable_predictive_optimization", "DISABLE"));
        }
    }

    /**
     * A lost answer is resolved by looking: what stands there with the marker of an intent of ours is what we asked for. The platform itself makes a catalog's
     * default schema, which only has to be described.
     */
    private void settle(Securable wanted, Marker marker, Collection<String> intents, ClientException failure) {
        Optional<Securable> there = mayHaveHappened(failure) ? read.read(wanted.key()) : Optional.empty();
        if (there.isEmpty()) {
            throw failure;
        }
        if (there.get().marker() == null && Ownership.isDefaultSchema(wanted.key())) {
            describe(wanted, marker);
        } else if (!there.get().bears(marker, intents)) {
            throw failure;
        }
    }

    private static boolean mayHaveHappened(ClientException failure) {
        return failure.category() == FailureCategory.CONFLICT
                || failure.category() == FailureCategory.UNAVAILABLE
                || failure.category() == FailureCategory.TIMEOUT;
    }

    private static ObjectNode body(Securable wanted, Marker marker) {
        ObjectNode body =
                described(wanted, marker.properties()).put("name", wanted.name().name());
        if (wanted.kind() == SecurableKind.SCHEMA) {
            body.put("catalog_name", wanted.name().catalog());
        }
        if (wanted.definition() instanceof Definition.Container container && container.storageRoot() != null) {
            body.put("storage_root", container.storageRoot());
        }
        return body;
    }

    private static ObjectNode described(Securable wanted, Map<String, String> marks) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("comment", wanted.comment() == null ? "" : wanted.comment());
        ObjectNode properties = body.putObject("properties");
        wanted.properties().forEach(properties::put);
        marks.forEach(properties::put);
        return body;
    }
}
