package io.twinlake.orchestrator.drill.report;

import io.twinlake.config.name.GroupName;
import io.twinlake.failover.endpoint.SwitchPlan;
import io.twinlake.failover.readiness.Check;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.parity.ParityCounts;
import io.twinlake.ledger.step.StepStatus;
import io.twinlake.orchestrator.cli.Counted;
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
 * @param folder where the report's files are
 */
public record DrillReport(Drilled drill, List<DrillStep> steps, Found found, Path folder) {
    public DrillReport {
        steps = List.copyOf(steps);
    }

    /**
     * Which drill it was.
     *
     * @param acceptUnknown whether the group moves although something is unknown
     * @param runbook the hash of the procedure that was followed
     */
    public record Drilled(
            RunId run,
            GroupName group,
            Direction direction,
            boolean acceptUnknown,
            String runbook,
            Instant startedAt,
            Duration took) {}

    /**
     * What its steps found.
     *
     * @param parity empty where the comparison failed
     * @param rto what a move's own work took in the rehearsal: warehouse, switches and the first answer
     * @param rpo how old the replica was; empty where the group was never wholly replicated
     * @param left what is still there of any drill; empty Optional: nobody could look
     */
    public record Found(
            List<Check> readiness,
            Optional<ParityCounts> parity,
            Optional<LookupComparison> lookups,
            List<SwitchPlan> switches,
            List<Objective> objectives,
            Duration rto,
            Optional<Duration> rpo,
            Optional<List<String>> left) {
        public Found {
            readiness = List.copyOf(readiness);
            switches = List.copyOf(switches);
            objectives = List.copyOf(objectives);
        }
    }

    public boolean passed() {
        return exitCode() == ExitCode.DONE;
    }

    /** A step that broke or something left behind comes before a missed objective, and that before a difference. */
    public ExitCode exitCode() {
        if (steps.stream().anyMatch(step -> step.status() == StepStatus.FAILED) || !clean()) {
            return ExitCode.ERROR;
        }
        if (found.objectives().stream().anyMatch(objective -> !objective.met())) {
            return ExitCode.OBJECTIVE_MISSED;
        }
        return different().isPresent() ? ExitCode.DIFFERENCES : ExitCode.DONE;
    }

    public boolean clean() {
        return found.left().filter(List::isEmpty).isPresent();
    }

    /** What is not equal on both sides and would stop a move, as half a sentence; empty where all that was compared is. */
    public Optional<String> different() {
        List<String> differences = new ArrayList<>();
        found.parity()
                .ifPresent(counts -> counts.byState().forEach((state, count) -> {
                    if (state.differs(drill.acceptUnknown()) && count > 0) {
                        differences.add(Counted.of(count, "object") + (count == 1 ? " is " : " are ") + state.word());
                    }
                }));
        found.lookups()
                .filter(all -> !all.allEqual())
                .ifPresent(all ->
                        differences.add((all.sampled() - all.equal()) + " of " + all.sampled() + " lookups differ"));
        return differences.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", differences));
    }
}
