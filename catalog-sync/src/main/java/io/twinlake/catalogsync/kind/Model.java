package io.twinlake.catalogsync.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.securable.Opaque;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.config.name.SecurableKind;

/** A registered model, which is listed and named in every report, and not replicated. */
final class Model {
    private Model() {}

    static Securable read(ObjectNode json) {
        return SecurableJson.read(
                SecurableKind.MODEL,
                SecurableJson.nameInSchema(json),
                json,
                Opaque.UNSUPPORTED,
                "this version of Twinlake does not replicate registered models, their versions and aliases");
    }
}
