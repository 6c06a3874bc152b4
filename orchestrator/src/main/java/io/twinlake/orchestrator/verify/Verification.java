package io.twinlake.orchestrator.verify;

import io.twinlake.catalogsync.parity.ParityReport;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.config.FailoverGroup;
import io.twinlake.ledger.Direction;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.state.ParityRecord;
import io.twinlake.ledger.tenure.Tenure;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.installation.Installation;
import java.time.Duration;
import java.util.Map;

/** Compares a group's two sides and records the result. */
public final class Verification {
    private final Installation installation;

    public Verification(Installation installation) {
        this.installation = installation;
    }

    public VerifiedRun verify(FailoverGroup group, Tier tier) {
        EpochState epoch = installation.ledger().epochs().current(group.name(), group.home());
        Ledger ledger = installation.ledger().under(Tenure.of(group.name(), epoch.epoch()));
        Run run = begin(ledger, group, epoch);
        ParityReport parity;
        try {
            parity = installation.groupSync(group, epoch, ledger).verify(tier);
        } catch (RuntimeException e) {
            ledger.runs().end(run.id(), RunResult.FAILED, Map.of(), String.valueOf(e.getMessage()));
            throw e;
        }
        Map<String, Integer> counts = parity.counts();
        ledger.parity().add(new ParityRecord(run.id(), group.name(), tier.word(), parity.at(), counts));
        VerifiedRun verified = new VerifiedRun(run, parity, isLate(group, run, parity));
        RunResult result = verified.exitCode() == ExitCode.PARTLY_DONE ? RunResult.PARTIAL : RunResult.SUCCEEDED;
        ledger.runs().end(run.id(), result, counts, sentence(tier, counts));
        return verified;
    }

    private static Run begin(Ledger ledger, FailoverGroup group, EpochState epoch) {
        Direction direction = new Direction(epoch.effectivePrimary(), group.otherThan(epoch.effectivePrimary()));
        return ledger.runs().start(group.name(), RunKind.VERIFY, direction, epoch.epoch());
    }

    private boolean isLate(FailoverGroup group, Run run, ParityReport parity) {
        return installation
                .ledger()
                .states()
                .replicationPoint(group.name(), run.direction())
                .map(point -> Duration.between(point, parity.at()))
                .filter(age -> age.compareTo(group.objectives().rpo()) <= 0)
                .isEmpty();
    }

    private static String sentence(Tier tier, Map<String, Integer> counts) {
        return counts.get("inSync") + " of " + counts.get("inScope") + " in sync by " + tier.word() + ".";
    }
}
