package io.twinlake.sandbox.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.access.Workspace;
import io.twinlake.sandbox.lifecycle.Layout;
import io.twinlake.sandbox.lifecycle.RegionLayout;
import io.twinlake.sandbox.region.jobs.DemoJobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The demo's jobs in both regions: at work in the primary, at zero in the standby. */
final class RegionJobs {

    static final String JOBS = "/api/2.2/jobs/";

    /** What the jobs run, by the files that they name. */
    private static final Map<String, String> FILES = Map.of(
            "jobs/refresh_customer_summary.sql",
                    "UPDATE gold.api.customer_summary SET updated_at = current_timestamp() WHERE churn_score IS NULL",
            "jobs/score_churn.sql",
                    "UPDATE gold.api.customer_summary SET churn_score = 1 - churn_score WHERE cen_id IS NULL");

    private RegionJobs() {}

    /** Makes the jobs that a region does not have yet. */
    static void ensure(Layout layout, Path sandbox) {
        for (RegionLayout region : layout.regions()) {
            files(sandbox.resolve("regions").resolve(region.name()).resolve("workspace"));
            List<ObjectNode> jobs = region.equals(layout.primary()) ? DemoJobs.working() : DemoJobs.standby();
            jobs.forEach(job -> ensure(new Workspace(region), job));
        }
    }

    private static void ensure(Workspace workspace, ObjectNode job) {
        String name = job.path("name").asText();
        if (workspace.get(JOBS + "list?name=" + name).path("jobs").isEmpty()) {
            workspace.post(JOBS + "create", job);
        }
    }

    private static void files(Path root) {
        FILES.forEach((name, sql) -> {
            try {
                Files.createDirectories(root.resolve(name).getParent());
                Files.writeString(root.resolve(name), sql);
            } catch (IOException e) {
                throw new UncheckedIOException("The workspace file " + name + " cannot be written into " + root, e);
            }
        });
    }
}
