package io.twinlake.orchestrator.schedule;

import io.twinlake.config.group.FailoverGroup;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
     * @param firings one for each kind of work
     * @param postgres whether the ledger is on PostgreSQL, where several processes may serve
     */
    public static Schedules open(DataSource dataSource, boolean postgres, int threads, List<Firings> firings) {
        Map<ScheduledWork, Firings> byWork =
                firings.stream().collect(Collectors.toMap(Firings::work, Function.identity()));
        return call(() -> new Schedules(QuartzScheduler.on(dataSource, postgres, threads, (bundle, scheduler) -> {
            ScheduledWork work = GroupTrigger.work(bundle.getJobDetail().getKey());
            return new ScheduledRun(Objects.requireNonNull(byWork.get(work), work + " is never fired here"));
        })));
    }

    /** Brings what is stored in line with the configuration: an unchanged schedule goes on, a paused one stays paused. */
    public void align(Collection<FailoverGroup> groups) {
        run(() -> {
            List<GroupTrigger> all =
                    groups.stream().map(GroupTrigger::of).flatMap(List::stream).toList();
            Set<JobKey> wanted = all.stream().map(GroupTrigger::job).collect(Collectors.toSet());
            for (JobKey stored : scheduler.getJobKeys(GroupMatcher.anyJobGroup())) {
                if (!wanted.contains(stored)) {
                    scheduler.deleteJob(stored);
                }
            }
            for (GroupTrigger one : all) {
                ensure(one);
            }
        });
    }

    private void ensure(GroupTrigger of) throws SchedulerException {
        scheduler.addJob(of.detail(), true);
        @Nullable Trigger stored = scheduler.getTrigger(of.key());
        Optional<Trigger> wanted = of.trigger();
        if (wanted.isEmpty()) {
            scheduler.unscheduleJob(of.key());
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

    /** How a group is synced, and what else it does by itself. */
    public List<ScheduleEntry> entries(FailoverGroup group) {
        return GroupTrigger.of(group).stream()
                .filter(of -> of.work() == ScheduledWork.SYNC || of.trigger().isPresent())
                .map(this::entry)
                .toList();
    }

    private ScheduleEntry entry(GroupTrigger of) {
        return call(() -> {
            @Nullable Trigger trigger = scheduler.getTrigger(of.key());
            if (trigger == null) {
                ScheduleState state = of.trigger().isEmpty() ? ScheduleState.MANUAL : ScheduleState.NOT_STARTED;
                return new ScheduleEntry(of.group(), of.work(), of.words(), state, Optional.empty(), Optional.empty());
            }
            boolean paused = scheduler.getTriggerState(trigger.getKey()) == TriggerState.PAUSED;
            return new ScheduleEntry(
                    of.group(),
                    of.work(),
                    of.words(),
                    paused ? ScheduleState.PAUSED : ScheduleState.ACTIVE,
                    instant(trigger.getPreviousFireTime()),
                    paused ? Optional.empty() : instant(trigger.getNextFireTime()));
        });
    }

    /** Nothing is fired any more until resumed, also after a restart. */
    public void pause(FailoverGroup group) {
        run(() -> {
            for (GroupTrigger of : GroupTrigger.of(group)) {
                ensure(of);
                scheduler.pauseTrigger(of.key());
            }
        });
    }

    public void resume(FailoverGroup group) {
        run(() -> {
            for (GroupTrigger of : GroupTrigger.of(group)) {
                ensure(of);
                scheduler.resumeTrigger(of.key());
            }
        });
    }

    /** Has a process that serves sync the group as soon as it can, whether the schedule is paused or not. */
    public void runNow(FailoverGroup group) {
        run(() -> {
            GroupTrigger sync = GroupTrigger.sync(group);
            ensure(sync);
            scheduler.triggerJob(sync.job());
        });
    }

    /** Fires no more; firings under way end first. */
    @Override
    public void close() {
        run(() -> scheduler.shutdown(true));
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
