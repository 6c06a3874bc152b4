package io.twinlake.orchestrator.drill.report;

import io.twinlake.config.GroupName;
import io.twinlake.failover.endpoint.SwitchPlan;
import io.twinlake.failover.readiness.Check;
import io.twinlake.ledger.Direction;
import io.twinlake.ledger.parity.ParityCounts;
import io.twinlake.ledger.run.RunId;
import io.twinlake.ledger.step.StepStatus;
import io.twinlake.orchestrator.cli.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a drill proved and what it missed.
 *
 * @param runbook the hash of the procedure that was followed
 * @param rto what a move's own work took in the rehearsal: warehouse, switches and the first answer
 * @param rpo how old the replica was; empty where the group was never wholly replicated
 * @param parity counts by state; empty where the comparison failed
 * @param left what is still there of any drill; empty Optional: nobody could look
 * @param folder where the report's files are
 */
public record DrillReport(
        RunId run,
        GroupName group,
        Direction direction,
        String runbook,
        Instant startedAt,
        Duration took,
        List<DrillStep> steps,
        List<Check> readiness,
        Optional<ParityCounts> parity,
        Optional<LookupComparison> lookups,
        List<SwitchPlan> switches,
        List<Objective> objectives,
        Duration rto,
        Optional<Duration> rpo,
        Optional<List<String>> left,
        Path folder) {
    public DrillReport {
        steps = List.copyOf(steps);
        readiness = List.copyOf(readiness);
        switches = List.copyOf(switches);
        objectives = List.copyOf(objectives);
    }

    public boolean passed() {
        return exitCode() == ExitCode.DONE;
    }

    /** A step that broke or something left behind comes before a missed objective, and that before a difference. */
    public ExitCode exitCode() {
        if (steps.stream().anyMatch(step -> step.status() == StepStatus.FAILED) || !clean()) {
            return ExitCode.ERROR;
        }
        if (objectives.stream().anyMatch(objective -> !objective.met())) {
            return ExitCode.OBJECTIVE_MISSED;
        }
        return different().isPresent() ? ExitCode.DIFFERENCES : ExitCode.DONE;
    }

    public boolean clean() {
        return left.filter(List::isEmpty).isPresent();
    }

    /** What is not equal on both sides, as half a sentence; empty where all that was compared is. */
    public Optional<String> different() {
        List<String> found = new ArrayList<>();
        parity.ifPresent(counts -> counts.byState().forEach((state, count) -> {
            if (state.differs() && count > 0) {
                found.add(count + " objects are " + state.word());
            }
        }));
        lookups.filter(all -> !all.allEqual())
                .ifPresent(
                        all -> found.add((all.sampled() - all.equal()) + " of " + all.sampled() + " lookups differ"));
        return found.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", found));
    }
}
