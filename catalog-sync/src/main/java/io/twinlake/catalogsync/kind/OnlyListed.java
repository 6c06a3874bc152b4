package io.twinlake.catalogsync.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.securable.Opaque;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;

/** Kinds that are listed and named in every report, and never replicated: of one nothing is read but what objects of all kinds have. */
final class OnlyListed {
    private OnlyListed() {}

    /** @param what what is not replicated, in words */
    static Securable read(SecurableKind kind, String what, ObjectNode json) {
        return SecurableJson.read(
                kind, name(json), json, Opaque.UNSUPPORTED, "this version of Twinlake does not replicate " + what);
    }

    /** Some have their whole name in one field, behind what they are: {@code model-services/catalog.schema.name}. */
    private static ObjectName name(ObjectNode json) {
        String name = SecurableJson.required(json, "name");
        return name.indexOf('/') < 0
                ? SecurableJson.nameInSchema(json)
                : ObjectName.parse(name.substring(name.indexOf('/') + 1));
    }
}
