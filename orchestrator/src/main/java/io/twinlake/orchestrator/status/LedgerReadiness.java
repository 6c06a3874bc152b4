package io.twinlake.orchestrator.status;

import static io.twinlake.orchestrator.status.ReadinessCheck.wanting;
import static io.twinlake.orchestrator.status.ReadinessCheck.well;

import io.twinlake.config.FailoverGroup;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.export.PlaceState;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.state.ParityRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be known of a group's readiness without asking a region. */
final class LedgerReadiness {
    /** A comparison older than this says little about what a move would find. */
    private static final Duration PARITY_AT_MOST = Duration.ofDays(1);

    private final Ledger ledger;
    private final FailoverGroup group;
    private final Instant now;

    LedgerReadiness(Ledger ledger, FailoverGroup group, Instant now) {
        this.ledger = ledger;
        this.group = group;
        this.now = now;
    }

    List<ReadinessCheck> checks(Optional<Run> lastRun, Optional<Duration> lag) {
        return List.of(well("ledger", "The ledger answers."), lastSync(lastRun), lag(lag), parity(), exports());
    }

    private ReadinessCheck lastSync(Optional<Run> lastRun) {
        String sync = "Run `twinlake sync --group " + group.name() + "`";
        if (lastRun.isEmpty()) {
            return wanting("lastSync", "The group was never synced.", sync + ".");
        }
        Run run = lastRun.get();
        String told = run.message() == null ? "" : " " + run.message();
        return switch (run.result()) {
            case SUCCEEDED -> well("lastSync", "Run " + run.id() + " succeeded.");
            case RUNNING ->
                ledger.leases().current(LeaseName.of(group.name())).isPresent()
                        ? well("lastSync", "Run " + run.id() + " is at work.")
                        : wanting(
                                "lastSync",
                                "Run " + run.id() + " was broken off.",
                                sync + "; it goes on with that run.");
            case PARTIAL ->
                wanting("lastSync", "Run " + run.id() + " was partial." + told, sync + " and read what failed.");
            case FAILED, INTERRUPTED ->
                wanting("lastSync", "Run " + run.id() + " " + word(run.result()) + "." + told, sync + " again.");
        };
    }

    private static String word(RunResult result) {
        return result == RunResult.FAILED ? "failed" : "was interrupted";
    }

    private ReadinessCheck lag(Optional<Duration> lag) {
        String objective = "the objective is " + group.objectives().rpo().toSeconds() + " s";
        if (lag.isEmpty()) {
            return wanting(
                    "lag",
                    "The group was never wholly at the replica; " + objective + ".",
                    "Run `twinlake sync --group " + group.name() + "` until nothing is outstanding.");
        }
        String message = "The replica is " + lag.get().toSeconds() + " s old; " + objective + ".";
        return GroupStatus.missesObjective(group, lag)
                ? wanting("lag", message, "Run `twinlake sync`, or sync more often than the objective asks.")
                : well("lag", message);
    }

    private ReadinessCheck exports() {
        List<PlaceState> places = ledger.exports().places();
        List<String> missed = places.stream()
                .filter(place -> place.problem() != null)
                .map(PlaceState::place)
                .toList();
        if (places.isEmpty()) {
            return wanting(
                    "ledgerExport",
                    "No copy of the ledger is anywhere else: it is lost with this host.",
                    "Set ledger.exportKey and each region's storage, and keep the key outside both regions.");
        }
        return missed.isEmpty()
                ? well("ledgerExport", "A copy of the ledger is in " + names(places) + ".")
                : wanting(
                        "ledgerExport",
                        "The ledger's newest copy did not reach " + String.join(", ", missed) + ".",
                        "See that its storage answers: the next run carries everything there.");
    }

    private static String names(List<PlaceState> places) {
        return places.stream().map(PlaceState::place).collect(Collectors.joining(", "));
    }

    private ReadinessCheck parity() {
        String verify = "Run `twinlake verify --group " + group.name() + " --tier checksums`.";
        Optional<ParityRecord> latest = ledger.parity().latest(group.name());
        if (latest.isEmpty()) {
            return wanting("parity", "Both sides were never compared.", verify);
        }
        ParityRecord parity = latest.get();
        int different = parity.counts().getOrDefault("drifted", 0)
                + parity.counts().getOrDefault("missing", 0)
                + parity.counts().getOrDefault("failed", 0);
        Duration age = Duration.between(parity.at(), now);
        String message = "Compared " + age.toMinutes() + " min ago by " + parity.tier() + ": " + different + " of "
                + parity.counts().getOrDefault("inScope", 0) + " objects differ.";
        boolean old = age.compareTo(PARITY_AT_MOST) > 0;
        return different > 0 || old ? wanting("parity", message, verify) : well("parity", message);
    }
}
