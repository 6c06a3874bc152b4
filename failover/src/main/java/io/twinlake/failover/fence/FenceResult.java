package io.twinlake.failover.fence;

import java.util.List;

/** What became of fencing a region. */
public sealed interface FenceResult {
    /**
     * Nothing of ours writes there any more.
     *
     * @param jobs the jobs that are stopped
     * @param cancelledRuns runs that were at work or in the queue
     */
    record Fenced(List<String> jobs, int cancelledRuns) implements FenceResult {
        public Fenced {
            jobs = List.copyOf(jobs);
        }
    }

    /** The group names no jobs: nothing was stopped, and nothing is known of what writes there. */
    record NoJobs() implements FenceResult {}

    /**
     * The region may still write. It is recorded so until a later fencing succeeds.
     *
     * @param reason each job that is not stopped, and why
     */
    record Unfenced(String reason) implements FenceResult {}
}
