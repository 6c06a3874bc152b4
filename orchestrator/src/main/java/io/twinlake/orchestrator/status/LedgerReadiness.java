package io.twinlake.orchestrator.status;

import io.twinlake.config.group.FailoverGroup;
import io.twinlake.failover.readiness.Check;
import io.twinlake.failover.readiness.CheckName;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.export.PlaceState;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.orchestrator.export.ExportLedger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the ledger is well, and what it says of the last sync: what a move does not ask, but its operator does. */
final class LedgerReadiness {

    private final Ledger ledger;
    private final FailoverGroup group;

    LedgerReadiness(Ledger ledger, FailoverGroup group) {
        this.ledger = ledger;
        this.group = group;
    }

    List<Check> checks(Optional<Run> lastRun) {
        return List.of(ledger(), lastSync(lastRun), move(), exports());
    }

    private Check ledger() {
        return Standing.of(group, ledger.epochs())
                .state()
                .doubt()
                .map(doubt -> Check.failing(CheckName.LEDGER, doubt.sentence(), doubt.next()))
                .orElseGet(() -> Check.well(CheckName.LEDGER, "The ledger answers."));
    }

    private Check move() {
        Optional<Run> unsettled = ledger.runs().openMove(group.name());
        if (unsettled.isEmpty()) {
            return Check.well(CheckName.MOVE, "No move is unsettled.");
        }
        Run run = unsettled.get();
        String to = "Move " + run.id() + " to " + run.direction().replica();
        if (ledger.leases().current(LeaseName.move(group.name())).isPresent()) {
            return Check.well(CheckName.MOVE, to + " is at work.");
        }
        return Check.failing(
                CheckName.MOVE,
                to + " was broken off." + message(run),
                "Go on with `twinlake failover --resume " + run.id() + "`"
                        + (ledger.hasPromoted(run) ? "." : ", or take it back with `--rollback " + run.id() + "`."));
    }

    private Check lastSync(Optional<Run> lastRun) {
        String sync = "Run `twinlake sync --group " + group.name() + "`";
        if (lastRun.isEmpty()) {
            return Check.failing(CheckName.LAST_SYNC, "The group was never synced.", sync + ".");
        }
        Run run = lastRun.get();
        String message = message(run);
        return switch (run.result()) {
            case SUCCEEDED -> Check.well(CheckName.LAST_SYNC, "Run " + run.id() + " succeeded.");
            case RUNNING ->
                ledger.leases().current(LeaseName.of(group.name())).isPresent()
                        ? Check.well(CheckName.LAST_SYNC, "Run " + run.id() + " is at work.")
                        : Check.failing(
                                CheckName.LAST_SYNC,
                                "Run " + run.id() + " was broken off.",
                                sync + "; it goes on with that run.");
            case PARTIAL ->
                Check.failing(
                        CheckName.LAST_SYNC,
                        "Run " + run.id() + " was partial." + message,
                        sync + " and read what failed.");
            case FAILED, INTERRUPTED ->
                Check.failing(
                        CheckName.LAST_SYNC,
                        "Run " + run.id() + " " + word(run.result()) + "." + message,
                        sync + " again.");
        };
    }

    /** The run's own sentence, which the remedy follows. */
    private static String message(Run run) {
        String message = run.end().message();
        return message == null ? "" : " " + message + (message.endsWith(".") ? "" : ".");
    }

    private static String word(RunResult result) {
        return result == RunResult.FAILED ? "failed" : "was interrupted";
    }

    private Check exports() {
        List<PlaceState> places = ledger.exports().places();
        if (places.isEmpty()) {
            return Check.failing(
                    CheckName.LEDGER_EXPORT,
                    "No copy of the ledger is anywhere else: it is lost with this host.",
                    "Each run carries one out where ledger.exportKey and each region's storage are set; keep the key outside"
                            + " both regions.");
        }
        if (ledger.exports().isSuperseded()) {
            return Check.failing(
                    CheckName.LEDGER_EXPORT,
                    "The ledger is no longer copied: another host has moved the group, and its ledger is the newer one.",
                    "Go on there, or run `twinlake ledger restore` into an empty ledger here.");
        }
        List<PlaceState> behind = places.stream()
                .filter(place -> place.problem() != null
                        || place.sequence() < ledger.exports().sequence())
                .toList();
        if (!behind.isEmpty()) {
            return Check.failing(
                    CheckName.LEDGER_EXPORT,
                    "The ledger's newest copy did not reach " + names(behind) + "." + reason(behind.get(0)),
                    "See that its storage answers: the next run carries everything there.");
        }
        return unexported(places);
    }

    /** Copies may have stopped without a word: the key was taken out, or the host has no room for one. */
    private Check unexported(List<PlaceState> places) {
        List<RunId> unexported = ledger.exports().unexported();
        if (unexported.isEmpty()) {
            return Check.well(CheckName.LEDGER_EXPORT, "A copy of the ledger is in " + names(places) + ".");
        }
        if (isOnItsWay()) {
            return Check.well(CheckName.LEDGER_EXPORT, "A copy of the ledger is on its way to " + names(places) + ".");
        }
        return Check.failing(
                CheckName.LEDGER_EXPORT,
                "No copy of the ledger tells how run " + unexported.get(0) + " ended"
                        + (unexported.size() == 1 ? "." : ", nor " + (unexported.size() - 1) + " before it."),
                "See that ledger.exportKey is set and that this host has room for a copy: the log says why none was"
                        + " carried out.");
    }

    /** Whoever works on the group carries a copy out behind the work; a drill and a move ask here while they are at it. */
    private boolean isOnItsWay() {
        return Stream.of(
                        ExportLedger.LEASE,
                        LeaseName.of(group.name()),
                        LeaseName.move(group.name()),
                        LeaseName.drill(group.name()))
                .anyMatch(work -> ledger.leases().current(work).isPresent());
    }

    private static String reason(PlaceState place) {
        return place.problem() == null ? "" : " " + place.place() + ": " + place.problem();
    }

    private static String names(List<PlaceState> places) {
        return places.stream().map(PlaceState::place).collect(Collectors.joining(", "));
    }
}
