package io.twinlake.sandbox.region.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.region.api.ApiRequest;

/**
 * What asks for a run of a job.
 *
 * @param token a second order with the same one gives the run of the first; empty: none
 * @param limit how many runs may be at work at once with it
 * @param waits whether a run beyond the limit is queued and not skipped
 */
record RunOrder(String trigger, String creator, String token, int limit, boolean waits) {

    private static final String CREATOR = "creator_user_name";

    /** By hand; the caller's word on the queue goes before the job's. */
    static RunOrder byHand(ObjectNode job, ApiRequest request) {
        JobTriggers triggers = JobTriggers.of(job);
        return new RunOrder(
                triggers.isContinuous() ? "CONTINUOUS_RESTART" : "ONE_TIME",
                request.caller().principal(),
                request.body().path("idempotency_token").asText(),
                triggers.limit(),
                request.body().path("queue").path("enabled").asBoolean(triggers.isQueueing()));
    }

    static RunOrder bySchedule(ObjectNode job) {
        JobTriggers triggers = JobTriggers.of(job);
        return new RunOrder("PERIODIC", job.path(CREATOR).asText(), "", triggers.limit(), triggers.isQueueing());
    }

    /**
     * There is always to be one run of a job that is continuous; the platform does not say whether a limit of 0 stops that. Here it does
     * not: only a pause does.
     */
    static RunOrder continuously(ObjectNode job) {
        return new RunOrder("CONTINUOUS", job.path(CREATOR).asText(), "", 1, false);
    }
}
