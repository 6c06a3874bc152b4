package io.twinlake.orchestrator.command.ledger;

import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.epoch.Promotion;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.journal.FenceState;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.tenure.Tenure;
import io.twinlake.orchestrator.answer.ledger.RebuiltAnswer.Unproven;
import io.twinlake.orchestrator.answer.ledger.RestoredAnswer.Named;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.lease.Actor;
import io.twinlake.orchestrator.lease.HeldLease;
import io.twinlake.orchestrator.move.run.OpenMove;
import io.twinlake.orchestrator.run.EndRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a person's word for which region serves a group, where the ledger was restored from a copy and no witness tells, or where witness and
 * ledger name two in one epoch. Writes to the ledger, which tells the witness. May be repeated.
 */
final class NamePrimary {
    private final ProtectedGroup group;
    private final Ledger ledger;

    NamePrimary(ProtectedGroup group) {
        this.group = group;
        this.ledger = group.ledger();
    }

    /**
     * Goes on in the copy's epoch where it names the same region, else in a new one, in which the other region is searched before anything is
     * copied there.
     *
     * @throws io.twinlake.failover.epoch.EpochUnproven where a witness is configured and does not answer
     * @throws io.twinlake.orchestrator.lease.LeaseHeld where somebody works on the group or moves it; nothing was written
     */
    Named serves(RegionName region) {
        try (HeldLease lease = group.leases().named(LeaseName.of(group.name()));
                HeldLease move = group.leases().named(LeaseName.move(group.name()))) {
            boolean contradicted = isContradicted();
            if (!contradicted) {
                group.authority()
                        .keeper()
                        .ifPresent(keeper ->
                                keeper.follow(group.name(), group.config().home()));
            }
            Standing standing = group.standing();
            boolean same = standing.serving().equals(region);
            if (!contradicted && standing.state().doubt().isEmpty()) {
                return known(standing, same);
            }
            Tenure tenure = standing.tenure().with(lease.inLedger()).with(move.inLedger());
            refuseOverAMove(standing, region, ledger.under(tenure));
            ledger.audit()
                    .append(
                            Actor.ofThisProcess(),
                            "primary named",
                            Map.of(
                                    "group", group.name().value(),
                                    "primary", region.value(),
                                    "ofEpoch", standing.epoch().toString()));
            if (same && !contradicted) {
                ledger.epochs().record(standing.state().proven());
                return new Named(group.standing().state(), Optional.empty(), List.of());
            }
            return inANewEpoch(standing, region, tenure);
        }
    }

    /** A forced move that was begun behind the restore says itself who shall serve; where its source does, it can be taken back. */
    private void refuseOverAMove(Standing standing, RegionName region, Ledger writable) {
        OpenMove.of(writable, group.name())
                .filter(open -> open.isForced() && !open.isOfACopy())
                .filter(open -> !open.run().direction().source().equals(region))
                .ifPresent(open -> {
                    RunId run = open.run().id();
                    throw CommandFailure.precondition(
                            "Run " + run + " (" + open.runbook().name() + " to "
                                    + open.run().direction().replica()
                                    + ") was broken off and is not settled. Nothing was changed.",
                            "Run `twinlake failover --resume " + run + "`; or name "
                                    + open.run().direction().source() + ", and take it back with `--rollback " + run
                                    + "`.");
                });
    }

    private Named known(Standing standing, boolean same) {
        if (!same) {
            throw CommandFailure.precondition(
                    "It is known that " + standing.serving() + " serves group " + group.name() + " (epoch "
                            + standing.epoch() + "). Nothing was changed.",
                    "Where another region shall serve, move the group: `twinlake failover`.");
        }
        return new Named(standing.state(), Optional.empty(), List.of());
    }

    /** @throws io.twinlake.failover.epoch.EpochUnproven where a witness is configured and does not answer */
    boolean isContradicted() {
        return group.authority()
                .keeper()
                .filter(keeper ->
                        keeper.isContradicted(group.name(), group.config().home()))
                .isPresent();
    }

    private Named inANewEpoch(Standing standing, RegionName region, Tenure tenure) {
        Run run = ledger.under(tenure)
                .runs()
                .start(group.name(), RunKind.REBUILD, standing.direction(), standing.epoch());
        Ledger writable = ledger.under(tenure.of(run.id()));
        try (HeldLease alive = group.leases().named(LeaseName.of(run.id()))) {
            ProtectedGroup writing = group.writing(writable);
            LeftRegion left = new LeftRegion(writing, run, group.config().otherThan(region));
            // Before the promotion: from that moment on a sync would copy into the other region.
            left.hold("A person named " + region + " the primary");
            promote(standing, region, run.id());
            // Another host may have said something else meanwhile: only a witness that agrees lets this be told.
            group.authority()
                    .keeper()
                    .ifPresent(
                            keeper -> keeper.follow(group.name(), group.config().home()));
            writing.ledger()
                    .fences()
                    .find(group.name(), region)
                    .ifPresent(before -> writing.ledger()
                            .fences()
                            .put(new FenceState(
                                    group.name(),
                                    region,
                                    FenceState.Status.OPEN,
                                    group.clock().instant(),
                                    run.id(),
                                    null)));
            List<Unproven> unproven = left.recordFence();
            writable.runs()
                    .end(
                            run.id(),
                            unproven.isEmpty() ? RunResult.SUCCEEDED : RunResult.PARTIAL,
                            Map.of("unproven", unproven.size()),
                            region + " serves, as a person says.");
            return new Named(group.standing().state(), Optional.of(run.id()), unproven);
        } catch (RuntimeException e) {
            new EndRun(ledger, group.config(), run, Optional.empty()).broken("%s", e);
            throw e;
        }
    }

    /** In this ledger: what it does not take for proven it does not tell the witness, which follows. */
    private void promote(Standing standing, RegionName region, RunId run) {
        Promotion promotion = group.authority()
                .withoutWitness()
                .ledger()
                .epochs()
                .promote(group.name(), standing.epoch(), region, run.value(), "named by a person");
        if (promotion instanceof Promotion.Lost lost) {
            throw CommandFailure.precondition(
                    "The group was moved meanwhile: it is at epoch "
                            + lost.current().epoch() + ", served by "
                            + lost.current().effectivePrimary() + ".",
                    "`twinlake status` tells how it stands.");
        }
    }
}
