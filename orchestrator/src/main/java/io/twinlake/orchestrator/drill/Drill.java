package io.twinlake.orchestrator.drill;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.Redaction;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.LedgerException;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.lease.Lease;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.step.RunbookSnapshot;
import io.twinlake.ledger.step.StepStatus;
import io.twinlake.orchestrator.drill.report.WriteDrillReport;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.lease.HeldLease;
import io.twinlake.orchestrator.lease.LeaseHeld;
import io.twinlake.orchestrator.run.Actor;
import io.twinlake.orchestrator.run.EndLeftRuns;
import io.twinlake.orchestrator.run.EndRun;
import io.twinlake.runbooks.Procedures;
import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.RunbookKind;
import io.twinlake.runbooks.RunbookStep;
import io.twinlake.runbooks.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rehearses the failover of a group, one drill at a time. It is not taken up again when it was killed: the next drill removes what it left
 * and begins anew.
 */
public final class Drill {
    private static final Logger LOG = LoggerFactory.getLogger(Drill.class);

    /** They are done whatever broke before them. */
    private static final Set<Verb> ALWAYS = EnumSet.of(Verb.CLEAN_UP, Verb.CHECK_OBJECTIVES);

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
        try (HeldLease held = HeldLease.take(
                ledger.leases(), LeaseName.drill(group.name()), Actor.ofThisProcess(), group.leaseTerms(), () -> {})) {
            return held(terms, held);
        }
    }

    private DrillReport held(DrillTerms terms, HeldLease held) {
        Runbook runbook = Procedures.of(RunbookKind.DRILL);
        Standing standing = group.standing();
        Ledger writable =
                ledger.under(held.inLedger().map(standing.tenure()::with).orElse(standing.tenure()));
        Run run = begin(writable, standing);
        EndRun ending = new EndRun(ledger, group.config(), run, held.inLedger());
        Findings findings = new Findings();
        DrillSteps steps = new DrillSteps(group, standing, run.id(), () -> guard(run, held), terms, findings);
        try {
            tell(writable, run, runbook, terms);
            List<DrillStep> done = rehearse(writable, run, runbook, steps, findings);
            return end(ending, runbook, done, findings, terms);
        } catch (RuntimeException unrecorded) {
            also(unrecorded, () -> steps.perform(Verb.CLEAN_UP));
            ending.broken("The drill broke off: %s.", unrecorded);
            throw unrecorded;
        }
    }

    private List<DrillStep> rehearse(Ledger writable, Run run, Runbook runbook, DrillSteps steps, Findings findings) {
        List<DrillStep> done = new ArrayList<>();
        boolean stopped = false;
        for (int position = 0; position < runbook.steps().size(); position++) {
            RunbookStep step = runbook.steps().get(position);
            DrillStep ended = stopped && !ALWAYS.contains(step.verb())
                    ? new DrillStep(step.name(), StepStatus.SKIPPED, Duration.ZERO, "An earlier step broke.")
                    : perform(writable, run, position, step, steps, findings);
            writable.steps().end(run.id(), position, step.name(), ended.status(), Map.of("message", ended.message()));
            done.add(ended);
            stopped |= ended.status() == StepStatus.FAILED && !step.goesOnAfterFailure();
        }
        return done;
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

    private static String told(RuntimeException e) {
        return Redaction.byShape().apply(String.valueOf(e.getMessage()));
    }

    private void guard(Run run, HeldLease held) {
        if (held.isLost()) {
            throw new DrillBroken("the drill's lease was lost", "Run the drill again.");
        }
        ledger.epochs().require(run.group(), run.epoch());
    }

    private Run begin(Ledger writable, Standing standing) {
        new EndLeftRuns(group.leaseTerms(), Actor.ofThisProcess()).of(group.name(), standing.epoch(), writable);
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

    /** Whatever a step ends with, the steps that clean up and judge come behind it. */
    private DrillStep perform(
            Ledger writable, Run run, int position, RunbookStep step, DrillSteps steps, Findings findings) {
        writable.steps().begin(run.id(), position, step.name());
        Instant before = group.clock().instant();
        try {
            Optional<String> message = steps.perform(step.verb());
            Duration took = Duration.between(before, group.clock().instant());
            return message.map(told -> new DrillStep(step.name(), StepStatus.DONE, took, told))
                    .orElseGet(() -> new DrillStep(
                            step.name(), StepStatus.SKIPPED, took, "The group has nothing for this step."));
        } catch (DrillBroken | ClientException | LedgerException broken) {
            return failed(step, before, told(broken));
        } catch (RuntimeException unforeseen) {
            LOG.error(
                    "drill step broke in a way that was not foreseen run={} step={}",
                    run.id(),
                    step.name(),
                    unforeseen);
            findings.broken = true;
            return failed(step, before, unforeseen.getClass().getSimpleName() + ": " + told(unforeseen));
        }
    }

    private DrillStep failed(RunbookStep step, Instant began, String message) {
        return new DrillStep(
                step.name(),
                StepStatus.FAILED,
                Duration.between(began, group.clock().instant()),
                message);
    }

    private DrillReport end(EndRun ending, Runbook runbook, List<DrillStep> done, Findings findings, DrillTerms terms) {
        Run run = ending.run();
        DrillReport report = new DrillReport(
                run.id(),
                run.group(),
                run.direction(),
                runbook.hash(),
                run.startedAt(),
                Duration.between(run.startedAt(), group.clock().instant()),
                done,
                findings.readiness,
                findings.parity,
                findings.lookups,
                findings.switches,
                findings.objectives,
                findings.rto,
                findings.rpo,
                findings.left,
                terms.reports().resolve(run.id().value()));
        RunResult missed = findings.broken ? RunResult.FAILED : RunResult.PARTIAL;
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
