package io.twinlake.clients.databricks.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Jobs;
import io.twinlake.clients.databricks.Principal;
import io.twinlake.clients.databricks.UnityCatalog;
import io.twinlake.clients.databricks.Warehouse;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.rest.transport.Call;
import io.twinlake.clients.databricks.sharing.Sharing;
import io.twinlake.clients.databricks.sql.Statements;
import io.twinlake.config.name.RegionName;
import java.util.HashSet;
import java.util.Set;

/** All parts of one workspace, over the same calls. */
record RestWorkspace(
        RegionName region,
        UnityCatalog catalog,
        Sharing sharing,
        Statements statements,
        Warehouse warehouse,
        Jobs jobs,
        WorkspaceCalls calls)
        implements Workspace {
    /** Groups of the workspace alone, which no grant can name; and what has no name. */
    private static final Set<String> OF_THE_WORKSPACE = Set.of("users", "admins", "");

    /** {@code Me} of SCIM, and the metastore's owner beside it. */
    @Override
    public Principal principal() {
        Call ask = Call.get("/api/2.0/preview/scim/v2/Me", "read who Twinlake is", null);
        ObjectNode me = calls.send(ask);
        String name = me.path("userName").asText();
        if (name.isEmpty()) {
            throw calls.failure(ask, FailureCategory.PROTOCOL, null, "the workspace names nobody", null);
        }
        Set<String> groups = new HashSet<>();
        me.path("groups").forEach(group -> groups.add(group.path("display").asText()));
        groups.removeAll(OF_THE_WORKSPACE);
        String owner = catalog.metastore().path("owner").asText();
        return new Principal(name, groups, owner.equals(name) || groups.contains(owner));
    }
}
