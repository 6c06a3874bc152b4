package io.twinlake.sandbox.region.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.region.api.ApiRequest;
import io.twinlake.sandbox.region.api.Routes;
import io.twinlake.sandbox.region.jobs.task.TaskRunner;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.permission.ObjectType;
import io.twinlake.sandbox.region.permission.PermissionLevel;
import io.twinlake.sandbox.region.permission.PermissionRoutes;
import io.twinlake.sandbox.region.permission.Permissions;
import io.twinlake.sandbox.store.DocumentFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Jobs API (2.2, and the paths of 2.1) of one workspace, on a file of its own. */
public final class JobsApi implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JobsApi.class);
    private static final List<String> VERSIONS = List.of("/api/2.2/jobs", "/api/2.1/jobs");
    private static final int JOBS_PER_PAGE = 20;

    private final Jobs jobs;
    private final RunStore store;
    private final JobRuns runs;
    private final Permissions permissions;
    private final JobRights rights;
    private final JobSchedules schedules;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "job-schedules");
        thread.setDaemon(true);
        return thread;
    });

    private JobsApi(Path file, TaskRunner tasks, Permissions permissions, Clock clock, RandomGenerator random) {
        DocumentFile documents = DocumentFile.open(file);
        this.jobs = new Jobs(documents, clock, random);
        this.store = new RunStore(documents, clock);
        this.runs = new JobRuns(store, jobs, tasks);
        this.permissions = permissions;
        this.rights = new JobRights(jobs, store, permissions);
        this.schedules = new JobSchedules(jobs, runs, clock);
    }

    /** Opens the jobs in that file; schedules are looked at every second. */
    public static JobsApi open(
            Path file, TaskRunner tasks, Permissions permissions, Clock clock, RandomGenerator random) {
        JobsApi api = new JobsApi(file, tasks, permissions, clock, random);
        var unused = api.timer.scheduleWithFixedDelay(api::lookAtSchedules, 1, 1, TimeUnit.SECONDS);
        return api;
    }

    /** A failure ends neither the timer nor the other jobs' schedules. */
    private void lookAtSchedules() {
        try {
            schedules.startDue();
        } catch (RuntimeException e) {
            LOG.error("the jobs' schedules could not be followed; they are looked at again in a second", e);
        }
    }

    public void register(Routes routes) {
        for (String base : VERSIONS) {
            routes.post(base + "/create", this::create)
                    .get(base + "/get", this::get)
                    .get(base + "/list", this::list)
                    .post(base + "/update", this::update)
                    .post(base + "/reset", this::reset)
                    .post(base + "/delete", this::delete);
            new RunsApi(runs, store, rights).register(routes, base);
        }
        new PermissionRoutes(permissions, ObjectType.JOB, rights::object).register(routes);
    }

    private Object create(ApiRequest request) {
        long id = jobs.create((ObjectNode) request.body(), request.caller().principal());
        return JsonNodeFactory.instance.objectNode().put("job_id", id);
    }

    private Object get(ApiRequest request) {
        return rights.job(request.caller(), RequestNumber.inQuery(request, "job_id"), PermissionLevel.CAN_VIEW);
    }

    private ObjectNode managed(ApiRequest request) {
        return rights.job(request.caller(), RequestNumber.inBody(request, "job_id"), PermissionLevel.CAN_MANAGE);
    }

    private Object list(ApiRequest request) {
        Optional<String> name = request.query("name");
        List<ObjectNode> found = new ArrayList<>();
        for (ObjectNode job : jobs.all()) {
            String its = job.path("settings").path("name").asText();
            boolean wanted = name.isEmpty() || name.get().equalsIgnoreCase(its);
            if (wanted && rights.sees(request.caller(), job)) {
                found.add(request.flag("expand_tasks") ? job : withoutTasks(job));
            }
        }
        return JobsPage.of(request, "jobs", found, JOBS_PER_PAGE);
    }

    private Object update(ApiRequest request) {
        long id = changed(request);
        JsonNode changes = request.body().path("new_settings");
        List<String> removals = new ArrayList<>();
        request.body().path("fields_to_remove").forEach(each -> removals.add(each.asText()));
        jobs.update(id, changes instanceof ObjectNode given ? given : JsonNodeFactory.instance.objectNode(), removals);
        return JsonNodeFactory.instance.objectNode();
    }

    private Object reset(ApiRequest request) {
        long id = changed(request);
        if (!(request.body().path("new_settings") instanceof ObjectNode settings)) {
            throw missing("new_settings");
        }
        jobs.reset(id, settings);
        return JsonNodeFactory.instance.objectNode();
    }

    private long changed(ApiRequest request) {
        long id = managed(request).required("job_id").asLong();
        runs.requireNoRestart(id);
        return id;
    }

    private Object delete(ApiRequest request) {
        ObjectNode job = managed(request);
        jobs.delete(job.required("job_id").asLong());
        permissions.forget(JobRights.object(job));
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode withoutTasks(ObjectNode job) {
        ((ObjectNode) job.required("settings")).remove(List.of("tasks", "job_clusters"));
        return job;
    }

    private static CatalogFailure missing(String field) {
        return new CatalogFailure(ErrorKind.INVALID_PARAMETER_VALUE, "Missing required field: " + field);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        runs.close();
    }
}
