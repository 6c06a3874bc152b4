package io.twinlake.sandbox.region.jobs.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Does the work of the tasks of runs. */
public interface TaskRunner {

    /**
     * Runs a task to its end.
     *
     * @param runId the run, by which it can be cancelled
     * @param task the task's settings
     * @param runAs whose rights count
     * @throws IOException when what the task needs cannot be read
     * @throws RuntimeException when the task fails; its message becomes the run's
     */
    void run(String runId, JsonNode task, String runAs) throws IOException;

    /** Makes the task of a run end soon; may come before it begins and after it has ended. */
    void cancel(String runId);
}
