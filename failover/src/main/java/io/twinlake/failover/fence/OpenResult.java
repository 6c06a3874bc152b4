package io.twinlake.failover.fence;

import java.util.List;

/**
 * What became of starting a region's writers.
 *
 * @param jobs the jobs that may run now
 * @param problems jobs that stay stopped, each with its reason and what to do
 */
public record OpenResult(List<String> jobs, List<String> problems) {
    public OpenResult {
        jobs = List.copyOf(jobs);
        problems = List.copyOf(problems);
    }
}
