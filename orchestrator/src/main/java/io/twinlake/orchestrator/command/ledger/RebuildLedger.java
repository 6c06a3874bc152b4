package io.twinlake.orchestrator.command.ledger;

import io.twinlake.catalogsync.rebuild.Recovered;
import io.twinlake.config.name.RegionName;
import io.twinlake.failover.epoch.WitnessState;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.lease.Lease;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.orchestrator.answer.ledger.RebuiltAnswer;
import io.twinlake.orchestrator.answer.ledger.RebuiltAnswer.Unproven;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.installation.Installation;
import io.twinlake.orchestrator.lease.Actor;
import io.twinlake.orchestrator.lease.HeldLease;
import io.twinlake.orchestrator.run.EndLeftRuns;
import io.twinlake.orchestrator.run.EndRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a ledger that knows nothing of a group know it again: who serves by the witness, pairs by what both regions tell, fences by their jobs.
 * Writes to the ledger alone, and nothing that is not proven.
 */
final class RebuildLedger {
    private static final String WITNESS = "witness";

    private final Installation installation;
    private final Ledger ledger;

    RebuildLedger(Installation installation) {
        this.installation = installation;
        this.ledger = installation.ledger();
    }

    /**
     * Rebuilds one group.
     *
     * @param given the region that serves, where a person has to say it
     */
    RebuiltAnswer.Group rebuild(ProtectedGroup group, Optional<RegionName> given) {
        if (!installation.newLedger().isNewTo(group.name())) {
            throw CommandFailure.precondition(
                    "This ledger knows group " + group.name() + " already: only an empty one is rebuilt.",
                    "Go on with `twinlake sync`, or name another one in ledger.url and rebuild that.");
        }
        try (HeldLease lease = group.leases().named(LeaseName.of(group.name()))) {
            Optional<WitnessState> witnessed = group.witness().flatMap(witness -> witness.read(group.name()));
            Standing standing = standing(group, witnessed, given);
            return rebuild(group, standing, witnessed.isPresent() ? WITNESS : "operator", lease.inLedger());
        }
    }

    /** Which region serves is never guessed: a wrong answer would copy the old primary over the one that serves. */
    private Standing standing(ProtectedGroup group, Optional<WitnessState> witnessed, Optional<RegionName> given) {
        if (witnessed.isPresent()) {
            RegionName serves = witnessed.get().epoch().effectivePrimary();
            given.filter(other -> !other.equals(serves)).ifPresent(other -> {
                throw CommandFailure.precondition(
                        "The witness says that " + serves + " serves group " + group.name() + ", not " + other + ".",
                        "Leave --primary out: the witness knows.");
            });
            return group.standing();
        }
        RegionName serves = given.orElseThrow(() -> CommandFailure.precondition(
                "No witness tells which region serves group " + group.name()
                        + ", and without the ledger nothing else does.",
                "See which region the API's writers write to, then add --primary "
                        + group.config().home() + " or --primary "
                        + group.config().secondary() + "."));
        Standing first = group.standing();
        if (first.serving().equals(serves)) {
            return first;
        }
        ledger.epochs()
                .record(new EpochState(
                        group.name(),
                        first.epoch().next(),
                        serves,
                        installation.clock().instant()));
        return group.standing();
    }

    private RebuiltAnswer.Group rebuild(ProtectedGroup group, Standing standing, String toldBy, Optional<Lease> lease) {
        EpochState epoch = standing.state();
        Ledger writable = ledger.under(standing.tenure().with(lease));
        ProtectedGroup writing = group.writing(writable);
        new EndLeftRuns(writing).before(epoch.epoch());
        Run run = writable.runs().start(group.name(), RunKind.REBUILD, standing.direction(), epoch.epoch());
        EndRun end = new EndRun(ledger, group.config(), run, lease);
        try (HeldLease alive = writing.leases().named(LeaseName.of(run.id()))) {
            Recovered recovered = writing.sync(standing).recover(run.id());
            List<Unproven> unproven = new ArrayList<>();
            recovered
                    .unproven()
                    .forEach(one -> unproven.add(new Unproven(one.object().toString(), one.what())));
            // Where no witness has seen the first epoch, the group may have been moved and come home before the ledger
            // was lost.
            if (epoch.epoch().compareTo(Epoch.FIRST) > 0 || !toldBy.equals(WITNESS)) {
                LeftRegion left = new LeftRegion(writing, run, standing.standby());
                unproven.addAll(fences(left));
                left.hold("The ledger was rebuilt");
            }
            recovered.clones().forEach(writable.clones()::put);
            writable.states().record(run.id(), recovered.states(), List.of());
            note(run, epoch, recovered.states().size(), unproven.size());
            end.with(
                    unproven.isEmpty() ? RunResult.SUCCEEDED : RunResult.PARTIAL,
                    Map.of("paired", recovered.states().size(), "unproven", unproven.size()),
                    recovered.states().size() + " objects are pairs again, " + unproven.size() + " stay unproven.");
            return new RebuiltAnswer.Group(
                    run.id(), epoch, toldBy, recovered.states().size(), unproven);
        } catch (RuntimeException e) {
            end.broken("%s", e);
            throw e;
        }
    }

    /** Whether the region that does not serve could write, by its jobs; how they were set before they were stopped is lost. */
    private static List<Unproven> fences(LeftRegion left) {
        List<Unproven> unproven = new ArrayList<>(left.recordFence());
        left.writing()
                .config()
                .fence()
                .jobs()
                .forEach(job -> unproven.add(new Unproven(
                        "job " + job,
                        "How it was set in " + left.region() + " before it was stopped there is not known.")));
        return unproven;
    }

    private void note(Run run, EpochState epoch, int paired, int unproven) {
        ledger.audit()
                .append(
                        Actor.ofThisProcess(),
                        "ledger rebuilt",
                        Map.of(
                                "group",
                                run.group().value(),
                                "run",
                                run.id().value(),
                                "primary",
                                epoch.effectivePrimary().value(),
                                "epoch",
                                epoch.epoch().toString(),
                                "paired",
                                Integer.toString(paired),
                                "unproven",
                                Integer.toString(unproven)));
    }
}
