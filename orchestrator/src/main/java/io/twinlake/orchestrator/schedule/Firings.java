package io.twinlake.orchestrator.schedule;

import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.epoch.PrimaryUnproven;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.orchestrator.export.NewLedgerRefused;
import io.twinlake.orchestrator.lease.LeaseHeld;
import io.twinlake.orchestrator.sync.SyncHeld;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns firings into work of one kind: at most once for each time that was due, whoever fires it and however often. */
public final class Firings {
    private static final Logger LOG = LoggerFactory.getLogger(Firings.class);

    private final ScheduledWork work;
    private final LastDone last;
    private final GroupRun runs;

    public Firings(ScheduledWork work, LastDone last, GroupRun runs) {
        this.work = work;
        this.last = last;
        this.runs = runs;
    }

    /** A time of the schedule has come, perhaps a while ago: what was done since then was done for it. */
    void due(GroupName group, Instant time) {
        if (last.at(group).filter(at -> !at.isBefore(time)).isPresent()) {
            LOG.info("this time has had its {} group={} due={}", work.word(), group, time);
        } else {
            now(group);
        }
    }

    ScheduledWork work() {
        return work;
    }

    /** Makes the run unless somebody else is at it. What goes wrong is in the ledger; the next firing tries again. */
    void now(GroupName group) {
        try {
            runs.make(group);
        } catch (LeaseHeld e) {
            LOG.info("no run: somebody else works on the group group={} reason={}", group, e.getMessage());
        } catch (NewLedgerRefused e) {
            LOG.warn("no run: {} {} group={}", e.getMessage(), e.next(), group);
        } catch (PrimaryUnproven e) {
            LOG.warn("no run: {} {} group={}", e.getMessage(), e.next(), group);
        } catch (SyncHeld e) {
            LOG.info("no run: {} group={}", e.getMessage(), group);
        } catch (RuntimeException e) {
            LOG.error("{} failed; the schedule goes on group={}", work.word(), group, e);
        }
    }

    /** When a group's work was done last. */
    @FunctionalInterface
    public interface LastDone {
        /** When its last run began, unless that was interrupted. */
        static LastDone run(Ledger ledger, RunKind kind) {
            return group -> ledger.runs()
                    .latest(group, kind)
                    .filter(run -> !run.result().isOpen())
                    .map(Run::startedAt);
        }

        Optional<Instant> at(GroupName group);
    }

    /** Makes a group's run, to its end. */
    @FunctionalInterface
    public interface GroupRun {
        void make(GroupName group);
    }
}
