package io.twinlake.orchestrator.verify;

import io.twinlake.catalogsync.parity.ParityReport;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.config.FailoverGroup;
import io.twinlake.config.LeaseTerms;
import io.twinlake.ledger.Direction;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.ledger.parity.ParityCounts;
import io.twinlake.ledger.parity.ParityRecord;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.tenure.Tenure;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.installation.Actor;
import io.twinlake.orchestrator.installation.Installation;
import io.twinlake.orchestrator.lease.HeldLease;
import io.twinlake.orchestrator.run.EndLeftRuns;
import io.twinlake.orchestrator.run.EndRun;
import io.twinlake.orchestrator.sync.SyncOfEpoch;
import java.time.Duration;
import java.util.Optional;

/** Compares a group's two sides and records the result. Several may be made of one group at once. */
public final class Verification {
    private final Ledger ledger;
    private final SyncOfEpoch sync;
    private final LeaseTerms lease;
    private final String owner;

    public Verification(Installation installation) {
        this(
                installation.ledger(),
                installation::groupSync,
                installation.config().lease(),
                Actor.ofThisProcess());
    }

    Verification(Ledger ledger, SyncOfEpoch sync, LeaseTerms lease, String owner) {
        this.ledger = ledger;
        this.sync = sync;
        this.lease = lease;
        this.owner = owner;
    }

    public VerifiedRun verify(FailoverGroup group, Tier tier) {
        EpochState epoch = ledger.epochs().current(group.name(), group.home());
        Ledger writable = ledger.under(Tenure.of(group.name(), epoch.epoch()));
        new EndLeftRuns(lease, owner).of(group.name(), epoch.epoch(), writable);
        Direction direction = new Direction(epoch.effectivePrimary(), group.otherThan(epoch.effectivePrimary()));
        Run run = writable.runs().start(group.name(), RunKind.VERIFY, direction, epoch.epoch());
        EndRun end = new EndRun(ledger, group, run, Optional.empty());
        try (HeldLease alive = HeldLease.take(ledger.leases(), LeaseName.of(run.id()), owner, lease, () -> {})) {
            ParityReport parity = sync.of(group, epoch, writable).verify(tier);
            return record(group, writable, run, parity, tier, end);
        } catch (RuntimeException e) {
            end.broken("%s", e);
            throw e;
        }
    }

    private VerifiedRun record(
            FailoverGroup group, Ledger writable, Run run, ParityReport parity, Tier tier, EndRun end) {
        ParityCounts counts = parity.counts();
        writable.parity().add(new ParityRecord(run.id(), group.name(), tier.word(), parity.at(), counts));
        VerifiedRun verified = new VerifiedRun(run, parity, isLate(group, run, parity));
        RunResult result = verified.exitCode() == ExitCode.PARTLY_DONE ? RunResult.PARTIAL : RunResult.SUCCEEDED;
        end.with(result, counts.words(), sentence(tier, counts));
        return verified;
    }

    private boolean isLate(FailoverGroup group, Run run, ParityReport parity) {
        return ledger.states()
                .replicationPoint(group.name(), run.direction())
                .map(point -> Duration.between(point, parity.at()))
                .filter(age -> age.compareTo(group.objectives().rpo()) <= 0)
                .isEmpty();
    }

    private static String sentence(Tier tier, ParityCounts counts) {
        return counts.of(ParityState.IN_SYNC) + " of " + counts.inScope() + " in sync by " + tier.word() + ".";
    }
}
