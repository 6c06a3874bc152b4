package io.twinlake.catalogsync.apply;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.region.ReadSecurable;
import io.twinlake.catalogsync.securable.Creation;
import io.twinlake.catalogsync.securable.Description;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.situation.Ownership;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Marker;
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
    void write(
            Work work,
            Securable wanted,
            Creation.ByRest creation,
            Optional<Marker> marker,
            Collection<String> intents) {
        if (work.replica() == null) {
            create(wanted, creation, marker.orElseThrow(), intents);
        } else {
            replica.update(
                    wanted.kind(),
                    wanted.name(),
                    described(
                            wanted.description(), marker.map(Marker::properties).orElse(Map.of())));
        }
    }

    /** Describes what stands there already. */
    void describe(Securable wanted, Marker marker) {
        replica.update(wanted.kind(), wanted.name(), described(wanted.description(), marker.properties()));
    }

    private void create(Securable wanted, Creation.ByRest creation, Marker marker, Collection<String> intents) {
        try {
            ObjectNode body = described(wanted.description(), marker.properties());
            body.put("name", wanted.name().name()).setAll(creation.once());
            replica.create(wanted.kind(), body);
        } catch (ClientException failure) {
            settle(wanted, marker, intents, failure);
        }
        creation.then().ifPresent(change -> replica.update(wanted.kind(), wanted.name(), change));
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

    private static ObjectNode described(Description wanted, Map<String, String> marks) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("comment", wanted.comment() == null ? "" : wanted.comment());
        ObjectNode properties = body.putObject("properties");
        wanted.properties().forEach(properties::put);
        marks.forEach(properties::put);
        return body;
    }
}
