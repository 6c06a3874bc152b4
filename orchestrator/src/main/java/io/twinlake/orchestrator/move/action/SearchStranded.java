package io.twinlake.orchestrator.move.action;

import io.twinlake.clients.CallLimits;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.ObjectName;
import io.twinlake.failover.hold.Release;
import io.twinlake.failover.hold.ReverseHold;
import io.twinlake.failover.stranded.FindStranded;
import io.twinlake.failover.stranded.SettleStranded;
import io.twinlake.failover.stranded.Settlement;
import io.twinlake.failover.stranded.Stranded;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.move.StepFailed;
import io.twinlake.orchestrator.move.StepResult;
import io.twinlake.orchestrator.move.StrandedChoice;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Fences the region that shall be written again and searches it; what is stranded there is settled as the operator decided. */
record SearchStranded(MoveParts parts) implements StepAction {
    private static final int NAMED = 5;

    @Override
    public StepResult perform(MoveContext move) {
        Workspace home = parts.workspaces().apply(move.to(), CallLimits.standard());
        Release release = release(move, home);
        Optional<StrandedChoice> choice = move.parameters().stranded();
        String kept = "";
        if (release instanceof Release.StillHeld held && !held.stranded().isEmpty() && choice.isPresent()) {
            Settlement settlement = settle(move, home, held.stranded(), choice.get());
            refuse(settlement);
            kept = kept(settlement);
            release = release(move, home);
        }
        if (release instanceof Release.StillHeld held) {
            throw StepFailed.refused(sentence(held.reason()), held.next());
        }
        return StepResult.done("Region " + move.to() + " is fenced and holds nothing that is not here." + kept);
    }

    /** Where to find what was set aside. */
    private static String kept(Settlement settlement) {
        return settlement.kept().isEmpty()
                ? ""
                : settlement.kept().values().stream()
                        .flatMap(List::stream)
                        .map(ObjectName::toString)
                        .sorted()
                        .collect(Collectors.joining(", ", " What it alone had is kept there in ", "."));
    }

    private Release release(MoveContext move, Workspace home) {
        FindStranded search = new FindStranded(move.group(), home, parts.ledger());
        return new ReverseHold(parts.ledger().holds(), move.group().name())
                .tryRelease(move.to(), parts.fence(), search::find, move.id(), move::guard);
    }

    private Settlement settle(MoveContext move, Workspace home, List<Stranded> stranded, StrandedChoice choice) {
        SettleStranded.Order order = new SettleStranded.Order(
                move.id(), move.epoch(), parts.actor(), move.parameters().reason(), move::guard);
        SettleStranded settle =
                new SettleStranded(move.group(), home, parts.ledger().audit(), order);
        return choice == StrandedChoice.EXPORT ? settle.export(stranded) : settle.discard(stranded);
    }

    private static void refuse(Settlement settlement) {
        if (!settlement.left().isEmpty()) {
            throw StepFailed.refused(
                    settlement.left().stream().map(SearchStranded::sentence).collect(Collectors.joining(" ")),
                    "Do what the message says, then run the command again.");
        }
    }

    @Override
    public StepResult plan(MoveContext move) {
        Workspace home = parts.workspaces().apply(move.to(), CallLimits.standard());
        List<Stranded> stranded = new FindStranded(move.group(), home, parts.ledger())
                .find().stream().filter(Stranded::toBeSettled).toList();
        if (stranded.isEmpty()) {
            return StepResult.done("Nothing is stranded in " + move.to() + ".");
        }
        String named = stranded.stream()
                .limit(NAMED)
                .map(table -> table.object() + " (version " + table.lastVersion() + ", " + table.lastCommit() + ")")
                .collect(Collectors.joining(", "));
        String found = stranded.size() + " tables of " + move.to() + " have commits that are not here: " + named + ".";
        String choice = move.parameters()
                .stranded()
                .map(StrandedChoice::word)
                .orElseThrow(() -> StepFailed.refused(found + " Decide with --stranded export or discard.", ""));
        return StepResult.done(found + " Would " + choice + " them.");
    }

    private static String sentence(String reason) {
        return Character.toUpperCase(reason.charAt(0)) + reason.substring(1) + (reason.endsWith(".") ? "" : ".");
    }
}
