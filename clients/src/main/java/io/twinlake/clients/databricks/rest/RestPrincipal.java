package io.twinlake.clients.databricks.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Principal;
import io.twinlake.clients.databricks.rest.transport.Call;
import java.util.HashSet;
import java.util.Set;

/** Reads who a workspace takes us for: {@code Me} of SCIM, and the owner of the metastore beside it. */
final class RestPrincipal {
    private final WorkspaceCalls calls;

    RestPrincipal(WorkspaceCalls calls) {
        this.calls = calls;
    }

    /** @param metastore as {@link io.twinlake.clients.databricks.UnityCatalog#metastore} answers it */
    Principal read(ObjectNode metastore) {
        Call ask = Call.get("/api/2.0/preview/scim/v2/Me", "read who Twinlake is", null);
        ObjectNode me = calls.send(ask);
        String name = me.path("userName").asText();
        if (name.isEmpty()) {
            throw calls.failure(ask, FailureCategory.PROTOCOL, null, "the workspace names nobody", null);
        }
        Set<String> groups = new HashSet<>();
        me.path("groups").forEach(group -> groups.add(group.path("display").asText()));
        groups.remove("");
        String owner = metastore.path("owner").asText();
        return new Principal(name, groups, owner.equals(name) || groups.contains(owner));
    }
}
