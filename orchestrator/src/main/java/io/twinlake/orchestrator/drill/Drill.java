package io.twinlake.orchestrator.drill;

import io.twinlake.clients.Redaction;
import io.twinlake.config.failure.TwinlakeException;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.lease.Lease;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.step.RunbookSnapshot;
import io.twinlake.ledger.step.StepStatus;
import io.twinlake.orchestrator.drill.rehearse.DrillActions;
import io.twinlake.orchestrator.drill.rehearse.DrillContext;
import io.twinlake.orchestrator.drill.rehearse.DrillSchema;
import io.twinlake.orchestrator.drill.rehearse.Findings;
import io.twinlake.orchestrator.drill.report.DrillReport;
import io.twinlake.orchestrator.drill.report.DrillStep;
import io.twinlake.orchestrator.drill.report.WriteDrillReport;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.lease.Actor;
import io.twinlake.orchestrator.lease.HeldLease;
import io.twinlake.orchestrator.lease.LeaseHeld;
import io.twinlake.orchestrator.run.EndLeftRuns;
import io.twinlake.orchestrator.run.EndRun;
import io.twinlake.orchestrator.step.Attempt;
import io.twinlake.orchestrator.step.StepEngine;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepListener;
import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.RunbookKind;
import io.twinlake.runbooks.RunbookStep;
import io.twinlake.runbooks.Verb;
import io.twinlake.runbooks.yaml.Procedures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rehearses the failover of a group, one drill at a time. It is not taken up again when it was killed: the next drill removes what it left
 * and begins anew.
 */
public final class Drill {
    private static final Logger LOG = LoggerFactory.getLogger(Drill.class);

    private final ProtectedGroup group;
    private final Ledger ledger;

    public Drill(ProtectedGroup group) {
        this.group = group;
        this.ledger = group.ledger();
    }

    /**
     * Makes a drill to its end, and writes its report; what it missed is in it.
     *
     * @throws LeaseHeld when another drill of the group, or a move, is at work; nothing was started
     */
    public DrillReport run(DrillTerms terms) {
        DrillReport report = underItsLease(terms);
        WriteDrillReport.write(report);
        return report;
    }

    private DrillReport underItsLease(DrillTerms terms) {
        Optional<Lease> move = ledger.leases().current(LeaseName.move(group.name()));
        if (move.isPresent()) {
            throw new LeaseHeld(move.get());
        }
        try (HeldLease lease = group.leases().named(LeaseName.drill(group.name()))) {
            return under(lease, terms);
        }
    }

    private DrillReport under(HeldLease lease, DrillTerms terms) {
        Runbook runbook = Procedures.of(RunbookKind.DRILL);
        Standing standing = group.standing();
        standing.requireProven();
        Ledger writable = ledger.under(standing.tenure().with(lease.inLedger()));
        Run run = begin(writable, standing);
        EndRun ending = new EndRun(ledger, group.config(), run, lease.inLedger());
        DrillSchema schema =
                new DrillSchema(group.name(), group.workspace(standing.standby()), run.id(), () -> guard(run, lease));
        DrillContext drill = new DrillContext(group, standing, schema, terms.sample(), terms.seed(), new Findings());
        try {
            tell(writable, run, runbook, terms);
            Rehearsed rehearsed = rehearse(writable, run, runbook, drill);
            return end(ending, runbook, rehearsed, drill.findings(), terms);
        } catch (RuntimeException unrecorded) {
            // Where another drill may be at work by now, that one removes what this one leaves.
            if (!lease.isLost()) {
                also(unrecorded, () -> DrillActions.of(Verb.CLEAN_UP).perform(drill));
            }
            ending.broken("The drill broke off: %s.", unrecorded);
            throw unrecorded;
        }
    }

    /**
     * What became of the steps.
     *
     * @param unforeseen whether one ended in a way that nobody has foreseen
     */
    private record Rehearsed(List<DrillStep> steps, boolean unforeseen) {}

    /** Whatever a step ends with, those that clean up and judge come behind it. */
    private Rehearsed rehearse(Ledger writable, Run run, Runbook runbook, DrillContext drill) {
        StepEngine engine = new StepEngine(run.id(), runbook, writable.steps(), StepListener.SILENT, group.clock());
        List<DrillStep> done = new ArrayList<>();
        boolean stopped = false;
        boolean unforeseen = false;
        for (RunbookStep step : runbook.steps()) {
            Attempt attempt = stopped && !step.verb().isAlways()
                    ? engine.leaveOut(step, "An earlier step broke.")
                    : engine.perform(step, () -> DrillActions.of(step.verb()).perform(drill), Drill::sentence);
            done.add(ended(run, step, attempt));
            if (attempt instanceof Attempt.Failed failed) {
                stopped |= !step.goesOnAfterFailure();
                unforeseen |= !isForeseen(failed.reason());
            }
        }
        return new Rehearsed(done, unforeseen);
    }

    /** A drill whose steps cannot be recorded goes no further. */
    private static DrillStep ended(Run run, RunbookStep step, Attempt attempt) {
        if (attempt instanceof Attempt.Failed failed) {
            if (failed.unrecorded().isPresent() || !isForeseen(failed.reason())) {
                LOG.error("drill step broke run={} step={}", run.id(), step.name(), failed.reason());
            }
            failed.unrecorded().ifPresent(reason -> {
                throw reason;
            });
            return new DrillStep(step.name(), StepStatus.FAILED, failed.took(), failed.message());
        }
        Attempt.Ended ended = (Attempt.Ended) attempt;
        return new DrillStep(
                step.name(), ended.status(), ended.took(), ended.result().message());
    }

    private static boolean isForeseen(RuntimeException e) {
        return e instanceof TwinlakeException;
    }

    /** What cannot be recorded ends the drill, and not before what it made is gone. */
    private static void also(RuntimeException reason, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (e != reason) {
                reason.addSuppressed(e);
            }
        }
    }

    private static String sentence(RuntimeException e) {
        String message = Redaction.byShape().apply(String.valueOf(e.getMessage()));
        if (e instanceof StepFailed failed) {
            return message + " " + failed.next();
        }
        return isForeseen(e) ? message : e.getClass().getSimpleName() + ": " + message;
    }

    private void guard(Run run, HeldLease lease) {
        if (lease.isLost()) {
            throw StepFailed.broken("the drill's lease was lost.", "Run the drill again.");
        }
        ledger.epochs().require(run.group(), run.epoch());
    }

    private Run begin(Ledger writable, Standing standing) {
        new EndLeftRuns(group.writing(writable)).before(standing.epoch());
        // Whoever holds the drill's lease is the only one: a run that never ended belongs to nobody any more.
        for (Run dead : writable.runs().open(group.name(), RunKind.DRILL)) {
            String message = "The drill broke off; the next one removes what it left.";
            writable.runs().end(dead.id(), RunResult.FAILED, Map.of(), message);
        }
        return writable.runs().start(group.name(), RunKind.DRILL, standing.direction(), standing.epoch());
    }

    private void tell(Ledger writable, Run run, Runbook runbook, DrillTerms terms) {
        writable.steps()
                .save(new RunbookSnapshot(
                        run.id(),
                        runbook.name(),
                        runbook.text(),
                        runbook.hash(),
                        Map.of("sample", Integer.toString(terms.sample()), "seed", Long.toString(terms.seed()))));
        ledger.audit()
                .append(
                        Actor.ofThisProcess(),
                        "drill begins",
                        Map.of("group", run.group().value(), "run", run.id().value()));
    }

    private DrillReport end(EndRun ending, Runbook runbook, Rehearsed rehearsed, Findings findings, DrillTerms terms) {
        Run run = ending.run();
        DrillReport report = new DrillReport(
                new DrillReport.Drilled(
                        run.id(),
                        run.group(),
                        run.direction(),
                        group.config().access().acceptUnknown(),
                        runbook.hash(),
                        run.startedAt(),
                        Duration.between(run.startedAt(), group.clock().instant())),
                rehearsed.steps(),
                findings.found(),
                terms.reports().resolve(run.id().value()));
        RunResult missed = rehearsed.unforeseen() ? RunResult.FAILED : RunResult.PARTIAL;
        RunResult result = report.passed() ? RunResult.SUCCEEDED : missed;
        String sentence = report.passed() ? "The drill passed." : "The drill did not pass; its report says why.";
        ending.with(result, Map.of(), sentence);
        ledger.audit()
                .append(
                        Actor.ofThisProcess(),
                        "drill ended",
                        Map.of(
                                "group", run.group().value(),
                                "run", run.id().value(),
                                "result", report.passed() ? "pass" : "fail"));
        return report;
    }
}
