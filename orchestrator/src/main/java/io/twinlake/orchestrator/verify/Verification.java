package io.twinlake.orchestrator.verify;

import io.twinlake.catalogsync.parity.ParityReport;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.ledger.parity.ParityCounts;
import io.twinlake.ledger.parity.ParityRecord;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.lease.HeldLease;
import io.twinlake.orchestrator.run.EndLeftRuns;
import io.twinlake.orchestrator.run.EndRun;
import java.time.Duration;
import java.util.Optional;

/** Compares a group's two sides and records the result. Several may be made of one group at once. */
public final class Verification {
    private final ProtectedGroup group;
    private final Ledger ledger;

    public Verification(ProtectedGroup group) {
        this.group = group;
        this.ledger = group.ledger();
    }

    public VerifiedRun run(Tier tier) {
        Standing standing = group.standing();
        Ledger writable = ledger.under(standing.tenure());
        ProtectedGroup writing = group.writing(writable);
        new EndLeftRuns(writing).before(standing.epoch());
        Run run = writable.runs().start(group.name(), RunKind.VERIFY, standing.direction(), standing.epoch());
        EndRun end = new EndRun(ledger, group.config(), run, Optional.empty());
        try (HeldLease alive = writing.leases().named(LeaseName.of(run.id()))) {
            ParityReport parity = writing.sync(standing).verify(tier);
            return record(writable, run, parity, tier, end);
        } catch (RuntimeException e) {
            end.broken("%s", e);
            throw e;
        }
    }

    private VerifiedRun record(Ledger writable, Run run, ParityReport parity, Tier tier, EndRun end) {
        ParityCounts counts = parity.counts();
        writable.parity().add(new ParityRecord(run.id(), group.name(), tier.word(), parity.at(), counts));
        VerifiedRun verified = new VerifiedRun(run, parity, isLate(run, parity));
        RunResult result = verified.exitCode() == ExitCode.PARTLY_DONE ? RunResult.PARTIAL : RunResult.SUCCEEDED;
        end.with(result, counts.words(), sentence(tier, counts));
        return verified;
    }

    private boolean isLate(Run run, ParityReport parity) {
        return ledger.states()
                .replicationPoint(group.name(), run.direction())
                .map(point -> Duration.between(point, parity.at()))
                .filter(age -> age.compareTo(group.config().objectives().rpo()) <= 0)
                .isEmpty();
    }

    private static String sentence(Tier tier, ParityCounts counts) {
        return counts.of(ParityState.IN_SYNC) + " of " + counts.inScope() + " in sync by " + tier.word() + ".";
    }
}
