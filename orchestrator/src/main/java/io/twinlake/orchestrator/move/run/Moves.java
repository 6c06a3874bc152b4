package io.twinlake.orchestrator.move.run;

import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.epoch.Promotion;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.step.RunbookSnapshot;
import io.twinlake.ledger.tenure.Tenure;
import io.twinlake.orchestrator.batch.ActiveRuns;
import io.twinlake.orchestrator.batch.RunControl;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.lease.Actor;
import io.twinlake.orchestrator.move.MoveListener;
import io.twinlake.orchestrator.move.MoveParameters;
import io.twinlake.orchestrator.move.MoveRequest;
import io.twinlake.orchestrator.move.report.MoveReport;
import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.RunbookKind;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The moves of one group, at most one at a time among all processes that share the ledger. */
public final class Moves {
    private static final Logger LOG = LoggerFactory.getLogger(Moves.class);

    private final ProtectedGroup group;
    private final Ledger ledger;

    public Moves(ProtectedGroup group) {
        this.group = group;
        this.ledger = group.ledger();
    }

    /**
     * Asks every step of a move what it would do, and changes nothing, anywhere.
     *
     * @throws MoveRefused when the region serves already
     */
    public MoveReport dryRun(MoveRequest request) {
        return new DryRun(group).of(request);
    }

    /**
     * Moves a group, or goes on with the same move where one was broken off. Where nothing tells who serves, only a forced one: it says who shall.
     *
     * @throws io.twinlake.ledger.epoch.PrimaryUnproven where nothing tells who serves; nothing was changed
     * @throws io.twinlake.orchestrator.lease.LeaseHeld when somebody else moves it; nothing was written
     * @throws MoveRefused when it cannot begin; nothing was written
     * @throws MoveBroken when it did not reach its end
     */
    public MoveReport move(MoveRequest request, MoveListener listener) {
        if (goesWithoutWitness(request.parameters())) {
            return tellingTheWitness(moves -> moves.move(request, listener));
        }
        return underLeases(request.runbook(), (control, leases) -> {
            Standing standing = group.standing();
            refuseUnderAnother(request, standing.state());
            request.requireProven(standing);
            Ledger writable = ledger.under(leases.tenure(standing));
            Optional<OpenMove> open = goneOnWith(writable, request, standing);
            OpenMove move = open.orElseGet(() -> begin(writable, request, standing));
            return run(move, standing.state(), control, leases, listener).forward(move, open.isPresent());
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
    public MoveReport resume(RunId id, MoveListener listener) {
        OpenMove found = OpenMove.find(ledger, group.name(), id);
        if (goesWithoutWitness(found.parameters())) {
            return tellingTheWitness(moves -> moves.resume(id, listener));
        }
        return underLeases(found.runbook(), (control, leases) -> {
            OpenMove move = OpenMove.find(ledger, group.name(), id);
            Standing standing = group.standing();
            EpochState epoch = standing.state();
            move.requireProven(epoch);
            Ledger writable = ledger.under(leases.tenure(standing));
            move.adoptPromotion(writable, epoch);
            if (move.isTakenBack(epoch)) {
                throw takenBack(move);
            }
            if (!move.isOf(ledger, epoch)) {
                throw givenUp(writable, move, epoch);
            }
            return run(move, epoch, control, leases, listener).forward(move, true);
        });
    }

    /**
     * Takes back what a move did before its promotion, by a job of its own, which can be broken off and resumed as well. The epoch moves
     * first: whoever was stopped in the middle of that move, and goes on some day, can do nothing any more. A witness has to learn of that
     * epoch, so that none is made on a ledger that doubts who serves: say so first.
     */
    public MoveReport rollback(RunId id, MoveListener listener) {
        return underLeases(false, (control, leases) -> {
            OpenMove move = OpenMove.find(ledger, group.name(), id);
            Standing standing = group.standing();
            EpochState epoch = standing.state();
            if (group.authority().keeper().isPresent()) {
                epoch.requireProven();
            }
            move.requireProven(epoch);
            Ledger writable = ledger.under(leases.tenure(standing));
            move.adoptPromotion(writable, epoch);
            if (ledger.hasPromoted(move.run())) {
                throw new MoveRefused(
                        "Run " + id + " has promoted " + move.run().direction().replica()
                                + ": there is no way back but a move.",
                        "Run `twinlake failover --resume " + id + "`, then `twinlake failback`.");
            }
            if (!move.isTakenBack(epoch) && !move.isOf(ledger, epoch)) {
                throw givenUp(writable, move, epoch);
            }
            EpochState next = move.isTakenBack(epoch) ? epoch : takeBack(writable, move, epoch);
            return run(move, next, control, leases, listener).backward(move);
        });
    }

    private interface Work {
        MoveReport go(RunControl control, MoveLeases leases);
    }

    private MoveReport underLeases(Runbook runbook, Work work) {
        return underLeases(runbook.kind() == RunbookKind.FORCED_FAILOVER, work);
    }

    private MoveReport underLeases(boolean forced, Work work) {
        RunControl control = new RunControl();
        try (ActiveRuns.Entry entry = group.batch().active().enter(control);
                MoveLeases leases = MoveLeases.take(group, forced, control)) {
            return work.go(control, leases);
        }
    }

    private boolean goesWithoutWitness(MoveParameters parameters) {
        return parameters.withoutWitness() && group.authority().keeper().isPresent();
    }

    /**
     * Moves on the ledger alone, as the operator has decided. Another host goes by the witness: one that answers by the end of the move is
     * told of it then, and not by whoever asks next.
     */
    private MoveReport tellingTheWitness(Function<Moves, MoveReport> move) {
        try {
            return move.apply(new Moves(group.withoutWitness()));
        } finally {
            try {
                group.standing();
            } catch (RuntimeException unread) {
                LOG.warn("the witness is not told of the move yet group={}", group.name(), unread);
            }
        }
    }

    private MoveRun run(OpenMove move, EpochState epoch, RunControl control, MoveLeases leases, MoveListener listener) {
        Tenure tenure =
                leases.tenure(new Standing(group.config(), epoch)).of(move.run().id());
        return new MoveRun(group.writing(ledger.under(tenure)), epoch.epoch(), control, leases, listener);
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

    /**
     * The open move, if it is the one that is asked for. A forced move goes before any other, and before any of a copy; else an open one has to be
     * settled.
     */
    private static Optional<OpenMove> goneOnWith(Ledger writable, MoveRequest request, Standing standing) {
        EpochState epoch = standing.state();
        Optional<OpenMove> found = OpenMove.taken(writable, request.group().name());
        if (found.isEmpty()) {
            return found;
        }
        OpenMove open = found.get();
        open.adoptPromotion(writable, epoch);
        if (open.isTakenBack(epoch) && !request.isForced()) {
            throw takenBack(open);
        }
        if (!open.isTakenBack(epoch) && !open.isOf(writable, epoch)) {
            giveUp(writable, open, "the group is at epoch " + epoch.epoch() + " since " + epoch.since());
            return Optional.empty();
        }
        boolean same = open.is(request.runbook().kind(), request.parameters()) && !open.isOfACopy();
        if (!open.isTakenBack(epoch) && same) {
            return found;
        }
        if (request.isForced()) {
            refuseWhereServed(request, standing);
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

    private static void refuseWhereServed(MoveRequest request, Standing standing) {
        if (standing.serving().equals(request.parameters().to())) {
            throw MoveRefused.servedAlready(standing);
        }
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

    private OpenMove begin(Ledger writable, MoveRequest request, Standing standing) {
        refuseWhereServed(request, standing);
        EpochState epoch = standing.state();
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
                        Actor.ofThisProcess(),
                        request.runbook().name() + " begins",
                        Map.of(
                                "group", group.name().value(),
                                "run", run.id().value(),
                                "to", request.parameters().to().value(),
                                "reason", request.parameters().reason(),
                                "withoutWitness",
                                        Boolean.toString(request.parameters().withoutWitness())));
        return new OpenMove(run, request.runbook(), request.parameters(), false);
    }
}
