package io.twinlake.orchestrator.move.report;

import io.twinlake.config.GroupName;
import io.twinlake.config.RegionName;
import io.twinlake.ledger.epoch.Epoch;
import io.twinlake.ledger.journal.FenceState;
import io.twinlake.ledger.run.RunId;
import io.twinlake.orchestrator.move.Loss;
import io.twinlake.orchestrator.move.SwitchFacts;
import io.twinlake.runbooks.RunbookKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a move went.
 *
 * @param run empty for a dry run
 * @param epoch the one that the move made, or that it was to replace
 * @param rto from the fence (planned) or the command (forced) to the first good answer of the new region; empty without one
 * @param rpo age of the oldest replicated commit at the promotion; empty without a promotion or where it is unknown or not proven
 * @param proof what was found behind the promotion of a move that is not forced; empty without one
 * @param fence what became of stopping the old primary's writers; empty where that was not tried
 * @param unfenced why writers that were to be stopped may still write; empty where there are none such
 * @param withoutWitness whether the operator went on although the witness could not be asked
 * @param replicatedUpTo time up to which the whole group was at the new region when it was promoted; empty where it is unknown
 */
public record MoveReport(
        Optional<RunId> run,
        GroupName group,
        Result result,
        RunbookKind kind,
        RegionName from,
        RegionName to,
        Epoch epoch,
        Optional<Duration> rto,
        Optional<Duration> rpo,
        Optional<Proof> proof,
        Optional<FenceState.Status> fence,
        Optional<String> unfenced,
        Optional<Instant> replicatedUpTo,
        String reason,
        boolean withoutWitness,
        Instant startedAt,
        Optional<Instant> endedAt,
        List<StepLine> steps,
        List<Loss> loss,
        List<SwitchFacts> switches,
        String message) {
    public MoveReport {
        steps = List.copyOf(steps);
        loss = List.copyOf(loss);
        switches = List.copyOf(switches);
    }

    /** How a move ended, or would. */
    public enum Result {
        SUCCEEDED,
        FAILED,
        INTERRUPTED,
        ROLLED_BACK,
        /** A dry run: it could be done. */
        PLANNED,
        /** A dry run: it would be refused. */
        REFUSED
    }

    /** {@code forced} or {@code planned}. */
    public String mode() {
        return kind == RunbookKind.FORCED_FAILOVER ? "forced" : "planned";
    }

    /** Whether the group is served by the new region. */
    public boolean promoted() {
        return steps.stream()
                .anyMatch(step -> step.step().equals("promote") && step.status().equals("DONE"));
    }

    /** Whether the move is done and something in the old primary waits for somebody: commits that were found there, or that may be there. */
    public boolean isOutstanding() {
        return result == Result.SUCCEEDED
                && proof.filter(found -> found != Proof.PROVEN).isPresent();
    }

    /**
     * One step.
     *
     * @param status as the ledger names it
     * @param startedAt empty while it was not begun
     */
    public record StepLine(
            String step, String status, Optional<Instant> startedAt, Duration took, int attempts, String message) {}
}
