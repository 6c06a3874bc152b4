package io.twinlake.failover.fence;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.databricks.Job;
import io.twinlake.clients.databricks.Jobs;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Stops jobs, each that is found; one that is not may run, and so may one that the region refuses to stop, so that the region is then not
 * fenced. Order: settings are kept in the ledger; then no run may begin any more; then runs at work and in the queue are cancelled and
 * waited for.
 */
final class StopJobs {
    private final RegionName region;
    private final Jobs jobs;
    private final KeptSettings kept;
    private final Runnable guard;
    private final List<String> open = new ArrayList<>();
    private int cancelled;

    StopJobs(RegionName region, Jobs jobs, KeptSettings kept, Runnable guard) {
        this.region = region;
        this.jobs = jobs;
        this.kept = kept;
        this.guard = guard;
    }

    FenceResult stop(List<String> names, Deadline deadline, Duration within) {
        if (names.isEmpty()) {
            return new FenceResult.NoJobs();
        }
        List<Job> closed = new ArrayList<>();
        names.forEach(name -> attempt(() -> close(name, closed)));
        List<Job> ending = new ArrayList<>();
        closed.forEach(job -> attempt(() -> cancelRuns(job, ending)));
        ending.forEach(job -> attempt(() -> awaitRuns(job, deadline, within)));
        return open.isEmpty()
                ? new FenceResult.Fenced(names, cancelled)
                : new FenceResult.Unfenced(String.join("; ", open));
    }

    /** What is refused to one job is done to the others all the same; a region that gives no answer is left. */
    private void attempt(Runnable deed) {
        try {
            deed.run();
        } catch (ClientException failure) {
            if (!isRefusal(failure)) {
                throw failure;
            }
            open.add(String.valueOf(failure.getMessage()));
        }
    }

    private static boolean isRefusal(ClientException failure) {
        return switch (failure.category()) {
            case PERMISSION, NOT_FOUND, CONFLICT, INVALID, LIMIT -> true;
            case AUTHENTICATION, FIREWALL, RATE_LIMITED, UNAVAILABLE, TIMEOUT, PROTOCOL -> false;
        };
    }

    private void close(String name, List<Job> closed) {
        Optional<Job> found = jobs.find(name);
        if (found.isEmpty()) {
            open.add(UnseenJob.reason(region, name));
            return;
        }
        Job job = found.get();
        JobSettings now = JobSettings.of(job.settings());
        kept.save(region, name, now);
        if (!now.isStopped()) {
            guard.run();
            jobs.update(job, now.stopped().values());
        }
        closed.add(job);
    }

    private void cancelRuns(Job job, List<Job> ending) {
        int active = jobs.activeRuns(job).size();
        if (active > 0) {
            guard.run();
            jobs.cancelRuns(job);
            cancelled += active;
        }
        ending.add(job);
    }

    private void awaitRuns(Job job, Deadline deadline, Duration within) {
        if (!ended(job, deadline, within)) {
            open.add("the runs of job " + job.name() + " in " + region + " were not seen to end in time");
        }
    }

    private boolean ended(Job job, Deadline deadline, Duration within) {
        try {
            return jobs.awaitNoRuns(job, deadline.left(within));
        } catch (ClientException failure) {
            // The time for all calls is over with that for the runs: the last look may be refused for it.
            if (deadline.isOver()) {
                return false;
            }
            throw failure;
        }
    }
}
