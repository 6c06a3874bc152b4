package io.twinlake.sandbox.region.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Where a run stands, as both forms of the API tell it.
 *
 * @param lifeCycle of the older form
 * @param result empty while there is none
 * @param state of the newer form
 */
record RunState(String lifeCycle, String result, String state, String terminationCode, String message) {

    static final RunState RUNNING = new RunState("RUNNING", "", "RUNNING", "", "In run");
    static final RunState QUEUED =
            new RunState("QUEUED", "", "QUEUED", "", "Queued due to reaching the maximum concurrent runs of the job.");
    static final RunState PENDING =
            new RunState("PENDING", "", "PENDING", "", "Waiting for the run that it takes the place of.");
    static final RunState CANCELLING = new RunState("TERMINATING", "", "TERMINATING", "", "Run cancelled.");
    static final RunState CANCELLED =
            new RunState("TERMINATED", "CANCELED", "TERMINATED", "USER_CANCELED", "Run cancelled.");
    static final RunState SUCCEEDED = new RunState("TERMINATED", "SUCCESS", "TERMINATED", "SUCCESS", "");
    static final RunState SKIPPED = new RunState(
            "SKIPPED",
            "",
            "TERMINATED",
            "MAX_CONCURRENT_RUNS_EXCEEDED",
            "An active run for this job already exists, or the job takes no runs: the limit of concurrent runs is reached.");
    static final RunState LOST = new RunState(
            "INTERNAL_ERROR", "FAILED", "TERMINATED", "DRIVER_ERROR", "The run ended with the process that ran it.");

    private static final Set<RunState> WAITING = Set.of(QUEUED, PENDING);

    static RunState failed(String message) {
        return new RunState("TERMINATED", "FAILED", "TERMINATED", "RUN_EXECUTION_ERROR", message);
    }

    void writeTo(ObjectNode run) {
        ObjectNode old =
                run.putObject("state").put("life_cycle_state", lifeCycle).put("state_message", message);
        old.put("user_cancelled_or_timedout", terminationCode.equals("USER_CANCELED"));
        ObjectNode status = run.putObject("status").put("state", state);
        if (!result.isEmpty()) {
            old.put("result_state", result);
        }
        if (equals(QUEUED)) {
            old.put("queue_reason", message);
            status.putObject("queue_details")
                    .put("code", "MAX_CONCURRENT_RUNS_REACHED")
                    .put("message", message);
        }
        if (!terminationCode.isEmpty()) {
            status.putObject("termination_details")
                    .put("code", terminationCode)
                    .put("type", type())
                    .put("message", message);
        }
    }

    private String type() {
        return switch (terminationCode) {
            case "SUCCESS", "USER_CANCELED" -> "SUCCESS";
            case "DRIVER_ERROR" -> "INTERNAL_ERROR";
            default -> "CLIENT_ERROR";
        };
    }

    /** Whether that is where a run stands. */
    boolean isOf(ObjectNode run) {
        return run.path("status").path("state").asText().equals(state);
    }

    /** Whether it has not ended: at work, ending, or waiting. */
    static boolean isActive(ObjectNode run) {
        return !run.path("status").path("state").asText().equals("TERMINATED");
    }

    /** Whether it is yet to begin. */
    static boolean isWaiting(ObjectNode run) {
        return WAITING.stream().anyMatch(state -> state.isOf(run));
    }
}
