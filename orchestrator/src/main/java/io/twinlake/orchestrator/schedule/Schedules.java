package io.twinlake.orchestrator.schedule;

import io.twinlake.config.FailoverGroup;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.Trigger.TriggerState;
import org.quartz.impl.matchers.GroupMatcher;

/** The schedules stored in the ledger's database: changed by any process, fired by those that serve. */
public final class Schedules implements AutoCloseable {
    private final Scheduler scheduler;

    private Schedules(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Opens the stored schedules; nothing fires before {@link #start}.
     *
     * @param postgres whether the ledger is on PostgreSQL, where several processes may serve
     */
    public static Schedules open(DataSource dataSource, boolean postgres, int threads, Firings firings) {
        return call(() -> new Schedules(
                QuartzScheduler.on(dataSource, postgres, threads, (bundle, scheduler) -> new ScheduledSync(firings))));
    }

    /** Brings what is stored in line with the configuration: an unchanged schedule goes on, a paused one stays paused. */
    public void align(Collection<FailoverGroup> groups) {
        run(() -> {
            Set<JobKey> wanted =
                    groups.stream().map(group -> GroupTrigger.job(group.name())).collect(Collectors.toSet());
            for (JobKey stored : scheduler.getJobKeys(GroupMatcher.anyJobGroup())) {
                if (!wanted.contains(stored)) {
                    scheduler.deleteJob(stored);
                }
            }
            for (FailoverGroup group : groups) {
                ensure(group);
            }
        });
    }

    private void ensure(FailoverGroup group) throws SchedulerException {
        scheduler.addJob(GroupTrigger.detail(group.name()), true);
        @Nullable Trigger stored = scheduler.getTrigger(GroupTrigger.key(group.name()));
        Optional<Trigger> wanted = GroupTrigger.of(group);
        if (wanted.isEmpty()) {
            scheduler.unscheduleJob(GroupTrigger.key(group.name()));
        } else if (stored == null) {
            scheduler.scheduleJob(wanted.get());
        } else if (!GroupTrigger.same(stored, wanted.get())) {
            boolean paused = scheduler.getTriggerState(stored.getKey()) == TriggerState.PAUSED;
            scheduler.rescheduleJob(stored.getKey(), wanted.get());
            if (paused) {
                scheduler.pauseTrigger(stored.getKey());
            }
        }
    }

    /** Begins to fire. */
    public void start() {
        run(scheduler::start);
    }

    public boolean isFiring() {
        return call(() -> scheduler.isStarted() && !scheduler.isInStandbyMode());
    }

    public ScheduleEntry entry(FailoverGroup group) {
        return call(() -> {
            @Nullable Trigger trigger = scheduler.getTrigger(GroupTrigger.key(group.name()));
            String words = GroupTrigger.words(group.schedule());
            if (trigger == null) {
                String state = GroupTrigger.of(group).isEmpty() ? "manual" : "not started";
                return new ScheduleEntry(group.name(), words, state, Optional.empty(), Optional.empty());
            }
            boolean paused = scheduler.getTriggerState(trigger.getKey()) == TriggerState.PAUSED;
            return new ScheduleEntry(
                    group.name(),
                    words,
                    paused ? "paused" : "active",
                    instant(trigger.getPreviousFireTime()),
                    paused ? Optional.empty() : instant(trigger.getNextFireTime()));
        });
    }

    /** Fires no more until resumed, also after a restart. */
    public void pause(FailoverGroup group) {
        run(() -> {
            ensure(group);
            scheduler.pauseTrigger(GroupTrigger.key(group.name()));
        });
    }

    public void resume(FailoverGroup group) {
        run(() -> {
            ensure(group);
            scheduler.resumeTrigger(GroupTrigger.key(group.name()));
        });
    }

    /** Has a process that serves sync the group as soon as it can, whether the schedule is paused or not. */
    public void runNow(FailoverGroup group) {
        run(() -> {
            ensure(group);
            scheduler.triggerJob(GroupTrigger.job(group.name()));
        });
    }

    /** Fires no more; firings under way end first. */
    @Override
    public void close() {
        run(() -> {
            scheduler.standby();
            rest();
            scheduler.shutdown(true);
        });
    }

    private static void rest() {
        try {
            SchedulerThread.awaitRest();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<Instant> instant(@Nullable Date date) {
        return Optional.ofNullable(date).map(Date::toInstant);
    }

    private static void run(SchedulerAction action) {
        call(() -> {
            action.run();
            return true;
        });
    }

    private static <T> T call(SchedulerCall<T> call) {
        try {
            return call.get();
        } catch (SchedulerException e) {
            throw new IllegalStateException("the stored schedules cannot be read or changed: " + e.getMessage(), e);
        }
    }

    private interface SchedulerAction {
        void run() throws SchedulerException;
    }

    private interface SchedulerCall<T> {
        T get() throws SchedulerException;
    }
}
