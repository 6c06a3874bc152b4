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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns firings into runs of one kind: at most one for each time that was due, whoever fires it and however often. */
public final class Firings {
    private static final Logger LOG = LoggerFactory.getLogger(Firings.class);

    private final Ledger ledger;
    private final RunKind kind;
    private final GroupRun runs;

    public Firings(Ledger ledger, RunKind kind, GroupRun runs) {
        this.ledger = ledger;
        this.kind = kind;
        this.runs = runs;
    }

    /** A time of the schedule has come, perhaps a while ago: a run that began since then, and was not interrupted, was its run. */
    void due(GroupName group, Instant time) {
        boolean served = ledger.runs()
                .latest(group, kind)
                .filter(run -> !run.startedAt().isBefore(time))
                .filter(Firings::counts)
                .isPresent();
        if (served) {
            LOG.info("this time has had its run group={} due={}", group, time);
        } else {
            now(group);
        }
    }

    private static boolean counts(Run run) {
        return !run.result().isOpen();
    }

    RunKind kind() {
        return kind;
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
            LOG.error("{} failed; the schedule goes on group={}", kind, group, e);
        }
    }

    /** Makes a group's run, to its end. */
    @FunctionalInterface
    public interface GroupRun {
        void make(GroupName group);
    }
}
