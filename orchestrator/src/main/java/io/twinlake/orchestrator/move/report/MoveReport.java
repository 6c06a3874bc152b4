package io.twinlake.orchestrator.move.report;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.journal.FenceState;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.move.Loss;
import io.twinlake.orchestrator.move.MoveParameters;
import io.twinlake.orchestrator.move.SwitchFacts;
import io.twinlake.orchestrator.move.TurnFacts;
import io.twinlake.runbooks.RunbookKind;
import io.twinlake.runbooks.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a move went.
 *
 * @param loss the tables whose later writes are lost, or left in the old primary
 * @param switches those that were turned, or would be
 * @param turns what was proven of their turns
 */
public record MoveReport(
        Order order,
        Ending ending,
        Figures figures,
        LeftPrimary left,
        List<StepLine> steps,
        List<Loss> loss,
        List<SwitchFacts> switches,
        List<TurnFacts> turns) {
    public MoveReport {
        steps = List.copyOf(steps);
        loss = List.copyOf(loss);
        switches = List.copyOf(switches);
        turns = List.copyOf(turns);
    }

    /**
     * What was ordered.
     *
     * @param run empty for a dry run
     * @param direction from the region that served to the one that was to serve
     */
    public record Order(
            Optional<RunId> run,
            GroupName group,
            RunbookKind kind,
            Direction direction,
            MoveParameters parameters,
            Instant startedAt) {}

    /**
     * How it ended, or would.
     *
     * @param epoch the one that the move made, or that it was to replace
     * @param promoted whether the group is served by the new region
     * @param at empty while it has not ended
     * @param message one sentence
     */
    public record Ending(Result result, Epoch epoch, boolean promoted, Optional<Instant> at, String message) {}

    /**
     * What a move is judged by.
     *
     * @param rto from the fence (planned) or the command (forced) to the first good answer of the new region; empty without one
     * @param rtoProven from there until it was proven that every endpoint had turned everywhere; empty while that is not
     * @param rpo age of the oldest replicated commit at the promotion; empty without a promotion or where it is unknown or not proven
     * @param proof what was found behind the promotion of a move that is not forced; empty without one
     * @param replicatedUpTo time up to which the whole group was at the new region when it was promoted; empty where it is unknown
     */
    public record Figures(
            Optional<Duration> rto,
            Optional<Duration> rtoProven,
            Optional<Duration> rpo,
            Optional<Proof> proof,
            Optional<Instant> replicatedUpTo) {}

    /**
     * How the old primary was left.
     *
     * @param fence what became of stopping its writers; empty where that was not tried
     * @param unfenced why writers that were to be stopped may still write; empty where there are none such
     */
    public record LeftPrimary(Optional<FenceState.Status> fence, Optional<String> unfenced) {}

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

    public GroupName group() {
        return order.group();
    }

    /** The region that served when the move began. */
    public RegionName from() {
        return order.direction().source();
    }

    /** The region that was to serve. */
    public RegionName to() {
        return order.direction().replica();
    }

    public RunbookKind kind() {
        return order.kind();
    }

    public Result result() {
        return ending.result();
    }

    /** {@code forced} or {@code planned}. */
    public String mode() {
        return kind() == RunbookKind.FORCED_FAILOVER ? "forced" : "planned";
    }

    /** Whether the group is served by the new region. */
    public boolean isPromoted() {
        return ending.promoted();
    }

    /** Whether the move is done and something in the old primary waits for somebody: commits that were found there, or that may be there. */
    public boolean isOutstanding() {
        return result() == Result.SUCCEEDED
                && figures.proof().filter(found -> found != Proof.PROVEN).isPresent();
    }

    /**
     * Whether the move is done and some who ask the API may still be answered from the old primary: somebody was; or, in a forced move, which
     * waited for no proof, there is none.
     */
    public boolean isUnproven() {
        boolean forced = kind() == RunbookKind.FORCED_FAILOVER;
        return result() == Result.SUCCEEDED
                && turns.stream().anyMatch(turn -> turn.isContradicted() || forced && !turn.isProven());
    }

    /** What its command ends with; one that broke off ends with why instead. */
    public ExitCode exitCode() {
        if (result() == Result.REFUSED) {
            return ExitCode.PRECONDITION_REFUSED;
        }
        return isOutstanding() || isUnproven() ? ExitCode.PARTLY_DONE : ExitCode.DONE;
    }

    /** What a step said; empty where it is not among this move's. */
    public String message(Verb verb) {
        return steps.stream()
                .filter(step -> step.verb() == verb)
                .map(StepLine::message)
                .findFirst()
                .orElse("");
    }

    /**
     * One step.
     *
     * @param startedAt empty while it was not begun
     */
    public record StepLine(
            Verb verb, StepState state, Optional<Instant> startedAt, Duration took, int attempts, String message) {}
}
