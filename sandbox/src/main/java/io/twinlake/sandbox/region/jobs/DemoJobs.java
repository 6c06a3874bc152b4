package io.twinlake.sandbox.region.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The two jobs of the demo, as the body of {@code jobs/create}: at work in the primary, at zero in the standby. */
public final class DemoJobs {

    /** The jobs' names, the same in every region. */
    public static final List<String> NAMES = List.of("refresh-customer-summary", "score-churn");

    private DemoJobs() {}

    /** A job that works: its schedule runs, and it takes as many runs at once as it was made for. */
    public static List<ObjectNode> working() {
        return List.of(
                job(NAMES.get(0), 1, "0 0 2 * * ?", "UNPAUSED", "/jobs/refresh_customer_summary.sql"),
                job(NAMES.get(1), 3, "0 30 4 ? * SUN", "UNPAUSED", "/jobs/score_churn.sql"));
    }

    /** The same jobs in a region that stands by: paused, and without a run at a time. */
    public static List<ObjectNode> standby() {
        return working().stream()
                .map(job -> {
                    ((ObjectNode) job.required("schedule")).put("pause_status", "PAUSED");
                    return job.put("max_concurrent_runs", 0);
                })
                .toList();
    }

    private static ObjectNode job(String name, int runs, String cron, String pause, String file) {
        ObjectNode job = JsonNodeFactory.instance.objectNode().put("name", name).put("max_concurrent_runs", runs);
        job.putObject("schedule")
                .put("quartz_cron_expression", cron)
                .put("timezone_id", "UTC")
                .put("pause_status", pause);
        job.putObject("tags").put("owner", "data-engineers");
        ArrayNode tasks = job.putArray("tasks");
        ObjectNode task = tasks.addObject().put("task_key", "main");
        task.putObject("sql_task").putObject("file").put("path", file).put("source", "WORKSPACE");
        return job;
    }
}
