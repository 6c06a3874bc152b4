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

/** A catalog that somebody filled with own objects; its storage root is chosen once, at its creation, and is not compared. */
record Catalog(@Nullable String storageRoot) implements Definition {
    private static final String OWN = "MANAGED_CATALOG";

    static Securable read(ObjectNode json) {
        String type = DefinitionJson.word(json, "catalog_type");
        return SecurableJson.read(
                SecurableKind.CATALOG,
                ObjectName.of(SecurableJson.required(json, "name")),
                json,
                new Catalog(SecurableJson.text(json, "storage_root")),
                type.equals(OWN) ? null : unsupported(type, SecurableJson.text(json, "connection_name")));
    }

    private static String unsupported(String type, @Nullable String connection) {
        return "a catalog of type " + type + " is not replicated: its content is not its own"
                + (connection == null ? "" : ", and is reached by connection " + connection);
    }

    @Override
    public void putFields(Map<String, String> fields) {
        // A container's own content is its comment and its properties.
    }

    /** A root that no location covers is left to the platform's default at the replica. */
    @Override
    public Definition at(ReplicaTerms replica) {
        return new Catalog(
                Optional.ofNullable(storageRoot).flatMap(replica::location).orElse(null));
    }

    /** Files rewritten by the platform on its own would make every later clone a full one. */
    @Override
    public Creation creation(Securable wanted, Map<String, String> marks, boolean exists) {
        ObjectNode once = JsonNodeFactory.instance.objectNode();
        if (storageRoot != null) {
            once.put("storage_root", storageRoot);
        }
        ObjectNode then = JsonNodeFactory.instance.objectNode();
        return new Creation.ByRest(once, Optional.of(then.put("enable_predictive_optimization", "DISABLE")));
    }
}
