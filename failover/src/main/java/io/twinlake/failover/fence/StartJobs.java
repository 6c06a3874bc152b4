package io.twinlake.failover.fence;

import io.twinlake.clients.databricks.Job;
import io.twinlake.clients.databricks.Jobs;
import io.twinlake.config.name.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts jobs. Order: the settings are in force; then those that were kept of the same region are forgotten, so that its next fencing
 * keeps new ones.
 */
final class StartJobs {
    private final RegionName region;
    private final Jobs jobs;
    private final KeptSettings kept;
    private final Runnable guard;
    private final List<String> started = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    StartJobs(RegionName region, Jobs jobs, KeptSettings kept, Runnable guard) {
        this.region = region;
        this.jobs = jobs;
        this.kept = kept;
        this.guard = guard;
    }

    /** @param demoted the region whose settings they get */
    OpenResult open(List<String> names, RegionName demoted) {
        names.forEach(name -> open(name, demoted));
        return new OpenResult(started, problems);
    }

    private void open(String name, RegionName demoted) {
        Optional<Job> job = jobs.find(name);
        if (job.isEmpty()) {
            problems.add("There is no job " + name + " in " + region + ": create it there.");
            return;
        }
        JobSettings now = JobSettings.of(job.get().settings());
        Optional<JobSettings> values =
                kept.lastAtWork(demoted, name).or(() -> kept.saved(region, name).filter(JobSettings::isAtWork));
        if (values.isPresent()) {
            start(job.get(), values.get().givenTo(now));
        } else if (!now.isAtWork()) {
            problems.add("Job " + name + " in " + region + " stays stopped, because it is not known how it was set in "
                    + demoted + ": set its max_concurrent_runs and unpause it by hand.");
        } else {
            started.add(name);
        }
    }

    /** Gives jobs what was kept of them; one of which nothing was kept had nothing taken from it. */
    OpenResult putBack(List<String> names) {
        names.forEach(name -> kept.saved(region, name).ifPresent(before -> putBack(name, before)));
        return new OpenResult(started, problems);
    }

    private void putBack(String name, JobSettings before) {
        Optional<Job> job = jobs.find(name);
        if (job.isPresent()) {
            start(job.get(), before);
        } else {
            problems.add("Job " + name + " is no longer in " + region + ": its settings were " + before.json() + ".");
        }
    }

    private void start(Job job, JobSettings settings) {
        if (!settings.equals(JobSettings.of(job.settings()))) {
            guard.run();
            jobs.update(job, settings.values());
        }
        kept.forget(region, job.name());
        started.add(job.name());
    }
}
