package io.twinlake.catalogsync.kind;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.securable.Creation;
import io.twinlake.catalogsync.securable.Definition;
import io.twinlake.catalogsync.securable.ReplicaTerms;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A schema; its storage root is chosen once, at its creation, and is not compared. */
record Schema(@Nullable String storageRoot) implements Definition {
    static Securable read(ObjectNode json) {
        return SecurableJson.read(
                SecurableKind.SCHEMA,
                ObjectName.of(SecurableJson.required(json, "catalog_name"), SecurableJson.required(json, "name")),
                json,
                new Schema(SecurableJson.text(json, "storage_root")),
                null);
    }

    @Override
    public void putFields(Map<String, String> fields) {
        // A container's own content is its comment and its properties.
    }

    /** A root that no location covers is left to the platform's default at the replica. */
    @Override
    public Definition at(ReplicaTerms replica) {
        return new Schema(
                Optional.ofNullable(storageRoot).flatMap(replica::location).orElse(null));
    }

    @Override
    public Creation creation(Securable wanted, Map<String, String> marks, boolean exists) {
        ObjectNode once = JsonNodeFactory.instance
                .objectNode()
                .put("catalog_name", wanted.name().catalog());
        if (storageRoot != null) {
            once.put("storage_root", storageRoot);
        }
        return new Creation.ByRest(once, Optional.empty());
    }
}
