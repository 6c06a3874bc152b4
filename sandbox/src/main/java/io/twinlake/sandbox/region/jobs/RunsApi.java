package io.twinlake.sandbox.region.jobs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.region.api.ApiRequest;
import io.twinlake.sandbox.region.api.Routes;
import io.twinlake.sandbox.region.permission.PermissionLevel;
import java.util.List;
import java.util.Optional;

/** The part of the Jobs API that starts, shows and cancels runs. */
record RunsApi(JobRuns runs, RunStore store, JobRights rights) {

    private static final int USUAL_PAGE = 20;

    void register(Routes routes, String base) {
        routes.post(base + "/run-now", this::runNow)
                .get(base + "/runs/get", this::get)
                .get(base + "/runs/list", this::list)
                .post(base + "/runs/cancel", this::cancel)
                .post(base + "/runs/cancel-all", this::cancelAll);
    }

    private Object runNow(ApiRequest request) {
        ObjectNode job =
                rights.job(request.caller(), RequestNumber.inBody(request, "job_id"), PermissionLevel.CAN_MANAGE_RUN);
        RunOrder order = RunOrder.byHand(job, request);
        ObjectNode run = JobTriggers.of(job).isContinuous() ? runs.restart(job, order) : runs.start(job, order);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("run_id", run.get("run_id"));
        answer.set("number_in_job", run.get("number_in_job"));
        return answer;
    }

    private Object get(ApiRequest request) {
        long run = RequestNumber.inQuery(request, "run_id");
        return shown(rights.run(request.caller(), run, PermissionLevel.CAN_VIEW), true);
    }

    private Object list(ApiRequest request) {
        Optional<Long> job = request.query("job_id").map(text -> RequestNumber.parse("job_id", text));
        List<ObjectNode> found = store.all().stream()
                .filter(run -> job.isEmpty() || RunStore.jobOf(run) == job.get())
                .filter(run -> rights.seesRun(request.caller(), run))
                .filter(run -> !request.flag("active_only") || RunState.isActive(run))
                .filter(run -> !request.flag("completed_only") || !RunState.isActive(run))
                .map(run -> shown(run, request.flag("expand_tasks")))
                .toList();
        return JobsPage.of(request, "runs", found, USUAL_PAGE);
    }

    private Object cancel(ApiRequest request) {
        long run = RequestNumber.inBody(request, "run_id");
        rights.run(request.caller(), run, PermissionLevel.CAN_MANAGE_RUN);
        runs.cancel(run);
        return JsonNodeFactory.instance.objectNode();
    }

    /** Without a job it is every queued run of the workspace, as far as the caller may cancel it. */
    private Object cancelAll(ApiRequest request) {
        boolean queued = request.body().path("all_queued_runs").asBoolean();
        if (queued && !request.has("job_id")) {
            store.all().stream()
                    .filter(run -> RunState.QUEUED.isOf(run) && rights.mayCancel(request.caller(), run))
                    .forEach(run -> runs.cancel(RunStore.id(run)));
        } else {
            long job = RequestNumber.inBody(request, "job_id");
            rights.job(request.caller(), job, PermissionLevel.CAN_MANAGE_RUN);
            runs.cancelAll(job, queued);
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode shown(ObjectNode run, boolean tasks) {
        if (!tasks) {
            run.remove("tasks");
        }
        return RunStore.shown(run);
    }
}
