package io.twinlake.failover.fence;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.journal.SavedSetting;
import io.twinlake.ledger.journal.SavedSettings;
import java.time.Clock;
import java.util.Optional;

/** How a group's jobs were set before they were stopped, and when they were last seen at work. */
record KeptSettings(GroupName group, SavedSettings settings, Clock clock) {
    private static final String SAVED = "job";
    private static final String SEEN = "job-seen";

    /** Keeps what a job is about to lose; once kept, it stays until {@link #forget}. */
    void save(RegionName region, String job, JobSettings now) {
        Optional<JobSettings> before = saved(region, job);
        if (before.isPresent()) {
            complete(region, job, before.get(), now);
            return;
        }
        // One that is not at work was stopped by another hand, or by a fencing whose ledger is lost: what was seen
        // before is better than nothing.
        Optional<JobSettings> seen = now.isAtWork() ? Optional.empty() : seen(region, job);
        if (seen.isPresent() || !now.isStopped()) {
            JobSettings lost = seen.map(earlier -> earlier.completedBy(now)).orElse(now);
            settings.keep(setting(region, SAVED, job, lost));
        }
    }

    /** A copy that an older Twinlake kept has less than is changed today. */
    private void complete(RegionName region, String job, JobSettings before, JobSettings now) {
        JobSettings whole = before.completedBy(now);
        if (!whole.equals(before)) {
            settings.replace(setting(region, SAVED, job, whole));
        }
    }

    Optional<JobSettings> saved(RegionName region, String job) {
        return find(region, SAVED, job);
    }

    /** What the job was set to when it last was at work. */
    Optional<JobSettings> lastAtWork(RegionName region, String job) {
        return saved(region, job).filter(JobSettings::isAtWork).or(() -> seen(region, job));
    }

    void forget(RegionName region, String job) {
        settings.delete(group, region, SAVED, job);
    }

    /** Writes only where it differs from what was seen before. */
    void see(RegionName region, String job, JobSettings now) {
        if (now.isAtWork() && seen(region, job).filter(now::equals).isEmpty()) {
            settings.replace(setting(region, SEEN, job, now));
        }
    }

    private SavedSetting setting(RegionName region, String kind, String job, JobSettings values) {
        return new SavedSetting(group, region, kind, job, values.json(), clock.instant());
    }

    private Optional<JobSettings> find(RegionName region, String kind, String job) {
        return settings.find(group, region, kind, job).map(found -> JobSettings.parse(found.text()));
    }

    private Optional<JobSettings> seen(RegionName region, String job) {
        return find(region, SEEN, job);
    }
}
