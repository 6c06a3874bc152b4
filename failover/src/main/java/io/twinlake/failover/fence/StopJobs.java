package io.twinlake.failover.fence;

import io.twinlake.clients.databricks.Job;
import io.twinlake.clients.databricks.Jobs;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Stops jobs, each that is found; one that is not may run, so that the region is then not fenced. Order: settings are kept in the ledger;
 * then no run may begin any more; then runs at work are cancelled and waited for.
 */
record StopJobs(RegionName region, Jobs jobs, KeptSettings kept, Runnable guard) {
    FenceResult stop(List<String> names, Deadline deadline, Duration within) {
        if (names.isEmpty()) {
            return new FenceResult.NoJobs();
        }
        List<Job> stopped = new ArrayList<>();
        List<String> unseen = new ArrayList<>();
        for (String name : names) {
            Optional<Job> job = jobs.find(name);
            job.ifPresentOrElse(stopped::add, () -> unseen.add(name));
            job.ifPresent(this::close);
        }
        int cancelled = 0;
        for (Job job : stopped) {
            cancelled += cancelRuns(job);
        }
        for (Job job : stopped) {
            if (!jobs.awaitNoRuns(job, deadline.left(within))) {
                return new FenceResult.Unfenced(
                        "a run of job " + job.name() + " in " + region + " was cancelled and has not ended");
            }
        }
        if (!unseen.isEmpty()) {
            return new FenceResult.Unfenced(String.join(
                    " ", unseen.stream().map(name -> UnseenJob.in(region, name)).toList()));
        }
        return new FenceResult.Fenced(stopped.stream().map(Job::name).toList(), cancelled);
    }

    private void close(Job job) {
        JobSettings now = JobSettings.of(job.settings());
        kept.save(region, job.name(), now);
        if (!now.isStopped()) {
            guard.run();
            jobs.update(job, now.stopped().values());
        }
    }

    private int cancelRuns(Job job) {
        int active = jobs.activeRuns(job).size();
        if (active > 0) {
            guard.run();
            jobs.cancelRuns(job);
        }
        return active;
    }
}
