package io.twinlake.failover.fence;

import io.twinlake.clients.CallLimits;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.databricks.Job;
import io.twinlake.clients.databricks.Jobs;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.time.Deadline;
import io.twinlake.config.time.Time;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.journal.FenceState;
import io.twinlake.ledger.journal.FenceStates;
import io.twinlake.ledger.journal.SavedSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fences a region by its jobs, and records what became of it. That a region which was fenced gives no answer does not open it. */
public final class JobFence implements Fence {
    private static final Logger log = LoggerFactory.getLogger(JobFence.class);

    private final FailoverGroup group;
    private final BiFunction<RegionName, CallLimits, Jobs> regions;
    private final KeptSettings kept;
    private final FenceStates states;
    private final Time time;

    /** @param regions opens the jobs of a region's workspace, without contacting it */
    public JobFence(
            FailoverGroup group,
            BiFunction<RegionName, CallLimits, Jobs> regions,
            SavedSettings settings,
            FenceStates states,
            Time time) {
        this.group = group;
        this.regions = regions;
        this.kept = new KeptSettings(group.name(), settings, time.clock());
        this.states = states;
        this.time = time;
    }

    @Override
    public FenceResult fence(RegionName region, RunId run, Duration within, Runnable guard) {
        Deadline deadline = time.deadline(within);
        Jobs jobs = regions.apply(region, CallLimits.within(within));
        FenceResult result;
        try {
            result = new StopJobs(region, jobs, kept, guard).stop(group.fence().jobs(), deadline, within);
        } catch (ClientException unreachable) {
            result = new FenceResult.Unfenced(String.valueOf(unreachable.getMessage()));
            if (isFenced(region)) {
                log.info("fence region={} run={} result={}, as it was fenced before", region, run, result);
                return result;
            }
        }
        if (result instanceof FenceResult.Unfenced unfenced) {
            record(region, FenceState.Status.UNFENCED, run, unfenced.reason());
        } else if (result instanceof FenceResult.NoJobs) {
            record(region, FenceState.Status.NO_JOBS, run, "no jobs are configured");
        } else {
            record(region, FenceState.Status.FENCED, run, null);
        }
        log.info("fence region={} run={} result={}", region, run, result);
        return result;
    }

    private boolean isFenced(RegionName region) {
        return states.find(group.name(), region)
                .filter(state -> state.status() == FenceState.Status.FENCED)
                .isPresent();
    }

    @Override
    public OpenResult open(RegionName region, RunId run, Runnable guard) {
        OpenResult result = starting(region, guard).open(group.fence().jobs(), group.otherThan(region));
        return opened(region, run, result);
    }

    @Override
    public OpenResult unfence(RegionName region, RunId run, Runnable guard) {
        return opened(region, run, starting(region, guard).putBack(group.fence().jobs()));
    }

    private StartJobs starting(RegionName region, Runnable guard) {
        return new StartJobs(region, regions.apply(region, CallLimits.standard()), kept, guard);
    }

    private OpenResult opened(RegionName region, RunId run, OpenResult result) {
        record(region, FenceState.Status.OPEN, run, null);
        log.info("open region={} run={} jobs={} problems={}", region, run, result.jobs(), result.problems());
        return result;
    }

    @Override
    public List<String> verifyStandby(RegionName region) {
        Jobs jobs = regions.apply(region, CallLimits.standard());
        List<String> problems = new ArrayList<>();
        for (String name : group.fence().jobs()) {
            Optional<Job> job = jobs.find(name);
            if (job.isEmpty()) {
                problems.add(UnseenJob.in(region, name));
                continue;
            }
            JobSettings now = JobSettings.of(job.get().settings());
            if (now.isAtWork()) {
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
    public List<String> verifySeen(RegionName region) {
        Jobs jobs = regions.apply(region, CallLimits.standard());
        return group.fence().jobs().stream()
                .filter(name -> jobs.find(name).isEmpty())
                .map(name -> UnseenJob.in(region, name))
                .toList();
    }

    @Override
    public void remember(RegionName region) {
        Jobs jobs = regions.apply(region, CallLimits.standard());
        for (String name : group.fence().jobs()) {
            jobs.find(name).ifPresent(job -> kept.see(region, name, JobSettings.of(job.settings())));
        }
    }

    private void record(RegionName region, FenceState.Status status, RunId run, @Nullable String reason) {
        states.put(new FenceState(group.name(), region, status, time.clock().instant(), run, reason));
    }
}
