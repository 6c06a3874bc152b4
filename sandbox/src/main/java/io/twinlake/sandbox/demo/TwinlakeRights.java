package io.twinlake.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.access.Warehouse;
import io.twinlake.sandbox.access.Workspace;
import io.twinlake.sandbox.lifecycle.Layout;
import io.twinlake.sandbox.lifecycle.RegionLayout;

/** What an administrator grants to Twinlake's service principal before its first sync, and no more: docs/permissions.md says why. */
final class TwinlakeRights {

    private static final String ON_THE_METASTORE =
            "GRANT CREATE CATALOG, CREATE SHARE, CREATE RECIPIENT, USE RECIPIENT, USE PROVIDER ON METASTORE TO `%s`";

    private static final String ON_THE_LAKE =
            "GRANT CREATE EXTERNAL TABLE, CREATE MANAGED STORAGE ON EXTERNAL LOCATION `%s-lake` TO `%s`";

    private static final String ON_A_CATALOG = "GRANT ALL PRIVILEGES, MANAGE ON CATALOG %s TO `%s`";

    private TwinlakeRights() {}

    /** In both regions, for either may become the replica; the jobs are there. */
    static void grant(Layout layout) {
        for (RegionLayout region : layout.regions()) {
            Warehouse warehouse = new Warehouse(region);
            warehouse.run(ON_THE_METASTORE.formatted(region.clientId()));
            warehouse.run(ON_THE_LAKE.formatted(region.name(), region.clientId()));
            Workspace workspace = new Workspace(region);
            workspace.get(RegionJobs.JOBS + "list").path("jobs").forEach(job -> fence(workspace, region, job));
        }
    }

    private static void fence(Workspace workspace, RegionLayout region, JsonNode job) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("access_control_list")
                .addObject()
                .put("service_principal_name", region.clientId())
                .put("permission_level", "CAN_MANAGE");
        workspace.patch("/api/2.0/permissions/jobs/" + job.path("job_id").asText(), body);
    }

    /** On a catalog that is to be replicated, and to come back. */
    static void grant(RegionLayout region, String catalog) {
        new Warehouse(region).run(ON_A_CATALOG.formatted(catalog, region.clientId()));
    }
}
