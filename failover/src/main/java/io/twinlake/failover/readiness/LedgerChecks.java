package io.twinlake.failover.readiness;

import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.journal.FenceState;
import io.twinlake.ledger.journal.Hold;
import io.twinlake.ledger.parity.ParityRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the ledger alone can tell: how old the replica is, when both sides were compared, and what an earlier move left behind. */
final class LedgerChecks {
    /** A comparison older than this says little about what a move would find. */
    private static final Duration PARITY_AT_MOST = Duration.ofDays(1);

    private final Ledger ledger;
    private final Standing standing;
    private final Instant now;

    LedgerChecks(Ledger ledger, Standing standing, Clock clock) {
        this.ledger = ledger;
        this.standing = standing;
        this.now = clock.instant();
    }

    List<Question> questions() {
        String read = "See whether the ledger's database answers.";
        return List.of(
                new Question(CheckName.LAG, read, this::lag),
                new Question(CheckName.PARITY, read, this::parity),
                new Question(CheckName.OLD_PRIMARY, read, this::oldPrimary),
                new Question(CheckName.HOLD, read, this::hold));
    }

    private Check lag() {
        Duration rpo = standing.group().objectives().rpo();
        Optional<Duration> lag = ledger.states()
                .replicationPoint(standing.group().name(), standing.direction())
                .map(point -> notNegative(Duration.between(point, now)));
        if (lag.isEmpty()) {
            return Check.failing(
                    CheckName.LAG,
                    "The group was never wholly in " + standing.standby() + "; the objective is " + rpo.toSeconds()
                            + " s.",
                    "Run " + command("sync") + " until nothing is outstanding.");
        }
        String message =
                "The replica is " + lag.get().toSeconds() + " s old; the objective is " + rpo.toSeconds() + " s.";
        return lag.get().compareTo(rpo) <= 0
                ? Check.well(CheckName.LAG, message)
                : Check.failing(
                        CheckName.LAG,
                        message,
                        "Run " + command("sync") + ", or sync more often than the objective asks.");
    }

    private Check parity() {
        String verify = "Run " + command("verify --tier checksums") + ".";
        Optional<ParityRecord> latest = ledger.parity().latest(standing.group().name());
        if (latest.isEmpty()) {
            return Check.failing(CheckName.PARITY, "Both sides were never compared.", verify);
        }
        ParityRecord parity = latest.get();
        int different = parity.counts().different(standing.group().access().acceptUnknown());
        Duration age = notNegative(Duration.between(parity.at(), now));
        String message = "Compared " + age.toMinutes() + " min ago by " + parity.tier() + ": " + different + " of "
                + parity.counts().inScope() + " objects differ.";
        return different == 0 && age.compareTo(PARITY_AT_MOST) <= 0
                ? Check.well(CheckName.PARITY, message)
                : Check.failing(CheckName.PARITY, message, verify);
    }

    private Check oldPrimary() {
        Optional<FenceState> left = ledger.fences()
                .find(standing.group().name(), standing.standby())
                .filter(state -> state.status() == FenceState.Status.UNFENCED);
        if (left.isEmpty()) {
            return Check.well(CheckName.OLD_PRIMARY, "No region that was left may still write.");
        }
        return Check.failing(
                CheckName.OLD_PRIMARY,
                "Region " + standing.standby() + " was left UNFENCED at "
                        + left.get().since() + " and may still write: "
                        + left.get().reason() + ".",
                "When it answers again, run " + command("sync")
                        + ": it fences the region and searches it for stranded writes first.");
    }

    private Check hold() {
        Optional<Hold> hold = ledger.holds().current(standing.group().name());
        return hold.isEmpty()
                ? Check.well(CheckName.HOLD, "Replication is not held.")
                : Check.failing(
                        CheckName.HOLD,
                        "Replication to " + standing.standby() + " is held since "
                                + hold.get().since() + ": " + hold.get().reason() + ".",
                        "Run " + command("sync")
                                + ": it fences and searches the region, and says what has to be decided.");
    }

    /** A command as it is typed for this group. */
    private String command(String words) {
        return "`twinlake " + words + " --group " + standing.group().name() + "`";
    }

    /** The source's clock may be ahead of ours. */
    private static Duration notNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
