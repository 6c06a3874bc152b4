package io.twinlake.clients.databricks.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Job;
import io.twinlake.clients.databricks.Jobs;
import io.twinlake.clients.databricks.UnityCatalog.Grant;
import io.twinlake.clients.databricks.rest.transport.Call;
import io.twinlake.clients.databricks.rest.transport.PathParts;
import io.twinlake.clients.databricks.rest.transport.Waiting;
import io.twinlake.config.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

final class RestJobs implements Jobs {
    private static final String ROOT = "/api/2.2/jobs";

    private final WorkspaceCalls calls;
    private final Time time;

    RestJobs(WorkspaceCalls calls, Time time) {
        this.calls = calls;
        this.time = time;
    }

    @Override
    public Optional<Job> find(String name) {
        Call list = Call.get(ROOT + "/list", "find job", name).with("name", name);
        // The platform's filter takes no notice of case.
        List<Job> found = Pages.ofUsualSize(calls, list, "jobs")
                .map(RestJobs::job)
                .filter(job -> job.name().equals(name))
                .toList();
        if (found.size() > 1) {
            throw calls.failure(
                    list,
                    FailureCategory.INVALID,
                    null,
                    found.size() + " jobs have this name; rename all but the one that is meant",
                    null);
        }
        return found.stream().findFirst();
    }

    @Override
    public Job get(long job) {
        String id = Long.toString(job);
        return job(calls.send(Call.get(ROOT + "/get", "read job", id).with("job_id", id)));
    }

    @Override
    public void update(Job job, ObjectNode settings) {
        ObjectNode body = body(job);
        body.set("new_settings", settings);
        calls.send(Call.post(ROOT + "/update", body, "change job", job.name()).repeatedAlsoInConflict());
    }

    @Override
    public List<Grant> permissions(long job) {
        String id = Long.toString(job);
        Call ask = Call.get(PathParts.path("/api/2.0/permissions/jobs", id), "read the permissions on job", id);
        List<Grant> grants = new ArrayList<>();
        calls.send(ask).path("access_control_list").forEach(entry -> grants.add(grant(entry)));
        return grants;
    }

    private static Grant grant(JsonNode entry) {
        String principal = Stream.of("user_name", "service_principal_name", "group_name")
                .map(field -> entry.path(field).asText())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
        return new Grant(principal, entry.path("all_permissions").findValuesAsText("permission_level"));
    }

    @Override
    public List<Long> activeRuns(Job job) {
        Call list = Call.get(ROOT + "/runs/list", "list active runs of job", job.name())
                .with("job_id", Long.toString(job.id()))
                .with("active_only", "true");
        return Pages.ofUsualSize(calls, list, "runs")
                .map(run -> run.path("run_id").asLong())
                .toList();
    }

    /** The queue first, so that none begins in the place of one that is cancelled. That this call ends those at work, too, is not said. */
    @Override
    public void cancelRuns(Job job) {
        cancelAll(job, body(job).put("all_queued_runs", true));
        cancelAll(job, body(job));
    }

    private void cancelAll(Job job, ObjectNode which) {
        calls.send(Call.post(ROOT + "/runs/cancel-all", which, "cancel the runs of job", job.name())
                .repeatedAlsoInConflict());
    }

    @Override
    public boolean awaitNoRuns(Job job, Duration atMost) {
        Waiting waiting = new Waiting(atMost, time);
        while (!activeRuns(job).isEmpty()) {
            if (!waiting.goesOn()) {
                return false;
            }
        }
        return true;
    }

    private static ObjectNode body(Job job) {
        return WorkspaceCalls.body().put("job_id", job.id());
    }

    private static Job job(ObjectNode answer) {
        ObjectNode settings = answer.path("settings") instanceof ObjectNode given ? given : WorkspaceCalls.body();
        return new Job(answer.path("job_id").asLong(), settings.path("name").asText(), settings);
    }
}
