package io.twinlake.sandbox.region.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.permission.ObjectType;
import io.twinlake.sandbox.region.permission.PermissionLevel;
import io.twinlake.sandbox.region.permission.Permissions;
import io.twinlake.sandbox.region.permission.WorkspaceObject;
import java.util.Optional;

/** Jobs and runs for who may see them; to everybody else they do not exist. */
record JobRights(Jobs jobs, RunStore runs, Permissions permissions) {

    /** The job, on which the caller must have that level. */
    ObjectNode job(Caller caller, long id, PermissionLevel level) {
        ObjectNode job = jobs.get(id);
        if (!sees(caller, job)) {
            throw Jobs.absent(id);
        }
        permissions.require(caller, object(job), level);
        return job;
    }

    /** The run, on whose job the caller must have that level. */
    ObjectNode run(Caller caller, long id, PermissionLevel level) {
        ObjectNode run = runs.get(id);
        if (!seesRun(caller, run)) {
            throw RunStore.absent(id);
        }
        jobOf(run).ifPresent(job -> permissions.require(caller, object(job), level));
        return run;
    }

    boolean sees(Caller caller, ObjectNode job) {
        return permissions.allows(caller, object(job), PermissionLevel.CAN_VIEW);
    }

    /** A run outlives its job, for who started it. */
    boolean seesRun(Caller caller, ObjectNode run) {
        return jobOf(run)
                .map(job -> sees(caller, job))
                .orElseGet(() -> caller.isWorkspaceAdmin()
                        || caller.principal()
                                .equals(run.path("creator_user_name").asText()));
    }

    boolean mayCancel(Caller caller, ObjectNode run) {
        return jobOf(run)
                .map(job -> permissions.allows(caller, object(job), PermissionLevel.CAN_MANAGE_RUN))
                .orElse(caller.isWorkspaceAdmin());
    }

    private Optional<ObjectNode> jobOf(ObjectNode run) {
        return jobs.find(RunStore.jobOf(run));
    }

    /** The job of an id as the Permissions API has it. */
    WorkspaceObject object(Caller caller, String id) {
        return object(job(caller, RequestNumber.parse("job_id", id), PermissionLevel.CAN_VIEW));
    }

    static WorkspaceObject object(ObjectNode job) {
        return new WorkspaceObject(
                ObjectType.JOB,
                job.required("job_id").asText(),
                job.required("creator_user_name").asText());
    }
}
