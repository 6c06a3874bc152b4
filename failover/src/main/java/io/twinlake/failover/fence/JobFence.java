package io.twinlake.failover.fence;

import io.twinlake.clients.CallLimits;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.databricks.Job;
import io.twinlake.clients.databricks.Jobs;
import io.twinlake.clients.retry.Deadline;
import io.twinlake.config.FailoverGroup;
import io.twinlake.config.RegionName;
import io.twinlake.ledger.journal.FenceState;
import io.twinlake.ledger.journal.FenceStates;
import io.twinlake.ledger.journal.SavedSettings;
import io.twinlake.ledger.run.RunId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fences a region by its jobs. Order of stopping: settings are kept in the ledger, then no run may begin any more, then runs at work are
 * cancelled and waited for. Order of starting: the settings are in force, then the kept ones of the same region are forgotten, so that its
 * next fencing keeps new ones.
 */
public final class JobFence implements Fence {
    private static final Logger log = LoggerFactory.getLogger(JobFence.class);

    private final FailoverGroup group;
    private final BiFunction<RegionName, CallLimits, Jobs> regions;
    private final KeptSettings kept;
    private final FenceStates states;
    private final Clock clock;

    /** @param regions opens the jobs of a region's workspace, without contacting it */
    public JobFence(
            FailoverGroup group,
            BiFunction<RegionName, CallLimits, Jobs> regions,
            SavedSettings settings,
            FenceStates states,
            Clock clock) {
        this.group = group;
        this.regions = regions;
        this.kept = new KeptSettings(group.name(), settings, clock);
        this.states = states;
        this.clock = clock;
    }

    @Override
    public FenceResult fence(RegionName region, RunId run, Duration within, Runnable guard) {
        Deadline deadline = Deadline.in(within, clock);
        Jobs jobs = regions.apply(region, CallLimits.within(within));
        FenceResult result;
        try {
            result = stop(region, jobs, deadline, within, guard);
        } catch (ClientException unreachable) {
            result = new FenceResult.Unfenced(String.valueOf(unreachable.getMessage()));
        }
        if (result instanceof FenceResult.Unfenced unfenced) {
            record(region, FenceState.Status.UNFENCED, run, unfenced.reason());
        } else {
            record(region, FenceState.Status.FENCED, run, null);
        }
        log.info("fence region={} run={} result={}", region, run, result);
        return result;
    }

    private FenceResult stop(RegionName region, Jobs jobs, Deadline deadline, Duration within, Runnable guard) {
        List<Job> stopped = new ArrayList<>();
        for (String name : group.fence().jobs()) {
            jobs.find(name).ifPresent(job -> {
                close(region, jobs, job, guard);
                stopped.add(job);
            });
        }
        int cancelled = 0;
        for (Job job : stopped) {
            cancelled += cancel(jobs, job, guard);
        }
        for (Job job : stopped) {
            if (!jobs.awaitNoRuns(job, deadline.left(within))) {
                return new FenceResult.Unfenced(
                        "a run of job " + job.name() + " in " + region + " was cancelled and has not ended");
            }
        }
        return new FenceResult.Fenced(stopped.stream().map(Job::name).toList(), cancelled);
    }

    private void close(RegionName region, Jobs jobs, Job job, Runnable guard) {
        JobSettings now = JobSettings.of(job.settings());
        kept.save(region, job.name(), now);
        if (!now.isStopped()) {
            guard.run();
            jobs.update(job, now.stopped().values());
        }
    }

    private static int cancel(Jobs jobs, Job job, Runnable guard) {
        int active = jobs.activeRuns(job).size();
        if (active > 0) {
            guard.run();
            jobs.cancelRuns(job);
        }
        return active;
    }

    @Override
    public OpenResult open(RegionName region, RunId run, Runnable guard) {
        RegionName demoted = group.otherThan(region);
        Jobs jobs = regions.apply(region, CallLimits.standard());
        List<String> opened = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String name : group.fence().jobs()) {
            Optional<Job> job = jobs.find(name);
            Optional<JobSettings> values = kept.lastAtWork(demoted, name);
            if (job.isEmpty()) {
                problems.add("There is no job " + name + " in " + region + ": create it there.");
            } else if (values.isPresent()) {
                JobSettings now = JobSettings.of(job.get().settings());
                start(region, jobs, job.get(), values.get().givenTo(now), guard);
                opened.add(name);
            } else if (JobSettings.of(job.get().settings()).isStopped()) {
                problems.add(
                        "Job " + name + " in " + region + " stays stopped, because it is not known how it was set in "
                                + demoted + ": set its max_concurrent_runs and unpause it by hand.");
            } else {
                opened.add(name);
            }
        }
        record(region, FenceState.Status.OPEN, run, null);
        log.info("open region={} run={} jobs={} problems={}", region, run, opened, problems);
        return new OpenResult(opened, problems);
    }

    @Override
    public OpenResult unfence(RegionName region, RunId run, Runnable guard) {
        Jobs jobs = regions.apply(region, CallLimits.standard());
        List<String> opened = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String name : group.fence().jobs()) {
            Optional<JobSettings> before = kept.saved(region, name);
            if (before.isEmpty()) {
                // Nothing was kept, so nothing was taken from it.
                continue;
            }
            Optional<Job> job = jobs.find(name);
            if (job.isPresent()) {
                start(region, jobs, job.get(), before.get(), guard);
                opened.add(name);
            } else {
                problems.add("Job " + name + " is no longer in " + region + ": its settings were "
                        + before.get().json() + ".");
            }
        }
        record(region, FenceState.Status.OPEN, run, null);
        log.info("unfence region={} run={} jobs={} problems={}", region, run, opened, problems);
        return new OpenResult(opened, problems);
    }

    private void start(RegionName region, Jobs jobs, Job job, JobSettings settings, Runnable guard) {
        if (!settings.equals(JobSettings.of(job.settings()))) {
            guard.run();
            jobs.update(job, settings.values());
        }
        kept.forget(region, job.name());
    }

    @Override
    public List<String> verifyStandby(RegionName region) {
        Jobs jobs = regions.apply(region, CallLimits.standard());
        List<String> problems = new ArrayList<>();
        for (String name : group.fence().jobs()) {
            Optional<Job> job = jobs.find(name);
            if (job.isEmpty()) {
                problems.add("There is no job " + name + " in " + region + ".");
                continue;
            }
            JobSettings now = JobSettings.of(job.get().settings());
            if (!now.isStopped()) {
                problems.add("Job " + name + " in " + region + " can start: " + now.described() + ".");
            }
            int active = jobs.activeRuns(job.get()).size();
            if (active > 0) {
                problems.add("Job " + name + " in " + region + " has " + active + " active runs.");
            }
        }
        return List.copyOf(problems);
    }

    @Override
    public void remember(RegionName region) {
        Jobs jobs = regions.apply(region, CallLimits.standard());
        for (String name : group.fence().jobs()) {
            jobs.find(name).ifPresent(job -> kept.see(region, name, JobSettings.of(job.settings())));
        }
    }

    private void record(RegionName region, FenceState.Status status, RunId run, @Nullable String reason) {
        states.put(new FenceState(group.name(), region, status, clock.instant(), run, reason));
    }
}
