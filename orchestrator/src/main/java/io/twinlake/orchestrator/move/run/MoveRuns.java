package io.twinlake.orchestrator.move.run;

import io.twinlake.config.FailoverGroup;
import io.twinlake.config.LeaseTerms;
import io.twinlake.ledger.Direction;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.epoch.Promotion;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunId;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.step.RunbookSnapshot;
import io.twinlake.orchestrator.batch.ActiveRuns;
import io.twinlake.orchestrator.batch.BatchRuntime;
import io.twinlake.orchestrator.batch.RunControl;
import io.twinlake.orchestrator.lease.Authority;
import io.twinlake.orchestrator.move.MoveListener;
import io.twinlake.orchestrator.move.MoveRequest;
import io.twinlake.orchestrator.move.StepActions;
import io.twinlake.orchestrator.move.report.MoveReport;
import io.twinlake.orchestrator.run.EndLeftRuns;
import io.twinlake.runbooks.RunbookKind;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs moves, at most one per group among all processes that share the ledger. */
public final class MoveRuns {
    private static final Logger LOG = LoggerFactory.getLogger(MoveRuns.class);

    private final Authority authority;
    private final Ledger ledger;
    private final BatchRuntime batch;
    private final LeaseTerms terms;
    private final String owner;
    private final Clock clock;

    public MoveRuns(Authority authority, BatchRuntime batch, LeaseTerms terms, String owner, Clock clock) {
        this.authority = authority;
        this.ledger = authority.ledger();
        this.batch = batch;
        this.terms = terms;
        this.owner = owner;
        this.clock = clock;
    }

    /**
     * Moves a group, or goes on with the same move where one was broken off.
     *
     * @param actions gives the group's, on the ledger as the run may write it
     * @throws io.twinlake.orchestrator.lease.LeaseHeld when somebody else moves it; nothing was written
     * @throws MoveRefused when it cannot begin; nothing was written
     * @throws MoveBroken when it did not reach its end
     */
    public MoveReport move(MoveRequest request, Function<Ledger, StepActions> actions, MoveListener listener) {
        boolean forced = request.runbook().kind() == RunbookKind.FORCED_FAILOVER;
        if (request.parameters().withoutWitness() && authority.keeper().isPresent()) {
            return tellingTheWitness(request.group(), () -> withoutWitness().move(request, actions, listener));
        }
        return held(request.group(), forced, (control, hold) -> {
            EpochState epoch = current(request.group());
            refuseUnderAnother(request, epoch);
            Ledger writable = ledger.under(hold.tenure(epoch));
            Optional<OpenMove> open = goneOnWith(writable, request, epoch);
            OpenMove move = open.orElseGet(() -> begin(writable, request, epoch));
            MoveRun run = run(move, epoch, request.group(), control, hold, listener);
            return run.forward(move, actions.apply(run.ledger()), open.isPresent());
        });
    }

    /** A command that was held up on its way is about a group as it was then. */
    private static void refuseUnderAnother(MoveRequest request, EpochState now) {
        request.epoch().filter(seen -> !seen.equals(now.epoch())).ifPresent(seen -> {
            throw new MoveRefused(
                    "The move was asked for under epoch " + seen + ", and group "
                            + request.group().name() + " is at epoch " + now.epoch() + ", served by "
                            + now.effectivePrimary() + " since " + now.since() + ". Nothing was changed.",
                    "See with `twinlake status` whether it shall still be moved, and run the command again.");
        });
    }

    /** Goes on with a move that was broken off. */
    public MoveReport resume(
            FailoverGroup group, RunId id, Function<Ledger, StepActions> actions, MoveListener listener) {
        OpenMove found = OpenMove.find(ledger, group.name(), id);
        if (found.parameters().withoutWitness() && authority.keeper().isPresent()) {
            return tellingTheWitness(group, () -> withoutWitness().resume(group, id, actions, listener));
        }
        boolean forced = found.runbook().kind() == RunbookKind.FORCED_FAILOVER;
        return held(group, forced, (control, hold) -> {
            OpenMove move = OpenMove.find(ledger, group.name(), id);
            EpochState epoch = current(group);
            Ledger writable = ledger.under(hold.tenure(epoch));
            move.adoptPromotion(writable, epoch);
            if (move.isTakenBack(epoch)) {
                throw takenBack(move);
            }
            if (!move.isOf(ledger, epoch)) {
                throw givenUp(writable, move, epoch);
            }
            MoveRun run = run(move, epoch, group, control, hold, listener);
            return run.forward(move, actions.apply(run.ledger()), true);
        });
    }

    /**
     * Takes back what a move did before its promotion, by a job of its own, which can be broken off and resumed as well. The epoch moves
     * first: whoever was stopped in the middle of that move, and goes on some day, can do nothing any more.
     */
    public MoveReport rollback(
            FailoverGroup group, RunId id, Function<Ledger, StepActions> actions, MoveListener listener) {
        return held(group, false, (control, hold) -> {
            OpenMove move = OpenMove.find(ledger, group.name(), id);
            EpochState epoch = current(group);
            Ledger writable = ledger.under(hold.tenure(epoch));
            move.adoptPromotion(writable, epoch);
            if (move.isPromoted(ledger)) {
                throw new MoveRefused(
                        "Run " + id + " has promoted " + move.run().direction().replica()
                                + ": there is no way back but a move.",
                        "Run `twinlake failover --resume " + id + "`, then `twinlake failback`.");
            }
            if (!move.isTakenBack(epoch) && !move.isOf(ledger, epoch)) {
                throw givenUp(writable, move, epoch);
            }
            EpochState next = move.isTakenBack(epoch) ? epoch : takeBack(writable, move, epoch);
            MoveRun run = run(move, next, group, control, hold, listener);
            return run.backward(move, actions.apply(run.ledger()));
        });
    }

    private interface Held {
        MoveReport go(RunControl control, MoveHold hold);
    }

    private MoveReport held(FailoverGroup group, boolean forced, Held work) {
        RunControl control = new RunControl();
        try (ActiveRuns.Entry entry = batch.active().enter(control);
                MoveHold hold = MoveHold.take(authority, group, forced, owner, terms, control)) {
            return work.go(control, hold);
        }
    }

    /** The same on the ledger alone: the operator has decided to go on although the witness cannot be asked. */
    private MoveRuns withoutWitness() {
        return new MoveRuns(authority.withoutWitness(), batch, terms, owner, clock);
    }

    /** Another host goes by the witness: one that answers by the end of the move is told of it then, and not by whoever asks next. */
    private MoveReport tellingTheWitness(FailoverGroup group, Supplier<MoveReport> move) {
        try {
            return move.get();
        } finally {
            try {
                current(group);
            } catch (RuntimeException untold) {
                LOG.warn("the witness is not told of the move yet group={}", group.name(), untold);
            }
        }
    }

    private MoveRun run(
            OpenMove move,
            EpochState epoch,
            FailoverGroup group,
            RunControl control,
            MoveHold hold,
            MoveListener listener) {
        Ledger writable = ledger.under(hold.tenure(epoch).of(move.run().id()));
        EndLeftRuns left = new EndLeftRuns(terms, owner);
        return new MoveRun(writable, batch, group, epoch.epoch(), control, hold, listener, left, clock);
    }

    /** The same region serves under the next epoch. */
    private static EpochState takeBack(Ledger writable, OpenMove move, EpochState epoch) {
        Promotion moved = writable.epochs()
                .promote(
                        epoch.group(),
                        epoch.epoch(),
                        epoch.effectivePrimary(),
                        EpochState.rollbackOf(move.run().id()),
                        "Run " + move.run().id() + " is taken back.");
        if (moved instanceof Promotion.Lost lost) {
            throw givenUp(writable, move, lost.current());
        }
        return ((Promotion.Promoted) moved).state();
    }

    private static MoveRefused takenBack(OpenMove move) {
        return new MoveRefused(
                "Run " + move.run().id() + " is being rolled back.",
                "Run `twinlake failover --rollback " + move.run().id() + "` to the end.");
    }

    private EpochState current(FailoverGroup group) {
        return ledger.epochs().current(group.name(), group.home());
    }

    /** The open move, if it is the one that is asked for. A forced move goes before any other; else an open one has to be settled. */
    private static Optional<OpenMove> goneOnWith(Ledger writable, MoveRequest request, EpochState epoch) {
        Optional<OpenMove> found = OpenMove.of(writable, request.group().name());
        if (found.isEmpty()) {
            return found;
        }
        OpenMove open = found.get();
        open.adoptPromotion(writable, epoch);
        boolean forced = request.runbook().kind() == RunbookKind.FORCED_FAILOVER;
        if (open.isTakenBack(epoch) && !forced) {
            throw takenBack(open);
        }
        if (!open.isTakenBack(epoch) && !open.isOf(writable, epoch)) {
            giveUp(writable, open, "the group is at epoch " + epoch.epoch() + " since " + epoch.since());
            return Optional.empty();
        }
        if (!open.isTakenBack(epoch) && open.is(request.runbook().kind(), request.parameters())) {
            return found;
        }
        if (forced) {
            giveUp(
                    writable,
                    open,
                    "a forced failover to " + request.parameters().to() + " goes before it");
            return Optional.empty();
        }
        throw new MoveRefused(
                "Run " + open.run().id() + " (" + open.runbook().name() + " to "
                        + open.run().direction().replica() + ") was broken off and is not settled.",
                "Run `twinlake failover --resume " + open.run().id() + "` or `--rollback "
                        + open.run().id() + "` first.");
    }

    private static MoveRefused givenUp(Ledger writable, OpenMove move, EpochState epoch) {
        giveUp(writable, move, "the group is at epoch " + epoch.epoch() + " since " + epoch.since());
        return new MoveRefused(
                "Run " + move.run().id() + " is over: somebody else has promoted " + epoch.effectivePrimary()
                        + " (epoch " + epoch.epoch() + ").",
                "`twinlake status` tells how the group stands.");
    }

    private static void giveUp(Ledger writable, OpenMove open, String because) {
        writable.runs().end(open.run().id(), RunResult.FAILED, Map.of(), "Given up: " + because + ".");
    }

    private OpenMove begin(Ledger writable, MoveRequest request, EpochState epoch) {
        FailoverGroup group = request.group();
        if (epoch.effectivePrimary().equals(request.parameters().to())) {
            throw new MoveRefused(
                    "Group " + group.name() + " is served by " + epoch.effectivePrimary() + " already, since "
                            + epoch.since() + " (epoch " + epoch.epoch() + ").",
                    "`twinlake status` tells how it stands.");
        }
        RunKind kind = request.runbook().kind() == RunbookKind.FAILBACK ? RunKind.FAILBACK : RunKind.FAILOVER;
        Direction direction =
                new Direction(epoch.effectivePrimary(), request.parameters().to());
        Run run = writable.runs().start(group.name(), kind, direction, epoch.epoch());
        writable.steps()
                .save(new RunbookSnapshot(
                        run.id(),
                        request.runbook().name(),
                        request.runbook().text(),
                        request.runbook().hash(),
                        request.parameters().asMap()));
        ledger.audit()
                .append(
                        owner,
                        request.runbook().name() + " begins",
                        Map.of(
                                "group", group.name().value(),
                                "run", run.id().value(),
                                "to", request.parameters().to().value(),
                                "reason", request.parameters().reason(),
                                "withoutWitness",
                                        Boolean.toString(request.parameters().withoutWitness())));
        return new OpenMove(run, request.runbook(), request.parameters());
    }
}
