package io.twinlake.config.primacy;

import java.util.List;

/** What has to stop writing in a region that does not serve: jobs, named alike in both regions. */
public record FencePlan(List<String> jobs) {
    public FencePlan {
        jobs = List.copyOf(jobs);
    }
}
