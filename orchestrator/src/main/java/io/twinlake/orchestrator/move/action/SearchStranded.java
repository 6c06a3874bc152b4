package io.twinlake.orchestrator.move.action;

import io.twinlake.clients.databricks.Workspace;
import io.twinlake.failover.hold.Release;
import io.twinlake.failover.hold.WayBack;
import io.twinlake.failover.stranded.FindStranded;
import io.twinlake.failover.stranded.SettleStranded;
import io.twinlake.failover.stranded.Stranded;
import io.twinlake.failover.stranded.StrandedChoice;
import io.twinlake.failover.stranded.StrandedSearch;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.lease.Actor;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepResult;
import java.util.ArrayList;
import java.util.List;

/** Fences the region that shall be written again and searches it; what is stranded there is settled as the operator decided. */
record SearchStranded(ProtectedGroup group) implements StepAction {
    @Override
    public StepResult perform(MoveContext move) {
        Workspace home = group.workspace(move.to());
        SettleStranded.Order order = new SettleStranded.Order(
                move.id(),
                move.epoch(),
                Actor.ofThisProcess(),
                move.parameters().reason(),
                move::guard);
        Release release = new WayBack(move.group(), home, group.fence(), group.ledger())
                .open(move.parameters().stranded(), order);
        if (release instanceof Release.StillHeld held) {
            throw StepFailed.refused(sentence(held.reason()), held.next());
        }
        List<String> sentences = new ArrayList<>(List.of("Region " + move.to()
                + (move.group().fence().jobs().isEmpty() ? " has no configured jobs" : " is fenced")
                + " and holds no commit that would be lost."));
        sentences.addAll(((Release.Released) release).sentences());
        return StepResult.done(String.join(" ", sentences));
    }

    @Override
    public StepResult plan(MoveContext move) {
        Workspace home = group.workspace(move.to());
        StrandedSearch search = new FindStranded(move.group(), home, group.ledger()).find();
        if (!search.isWhole()) {
            throw StepFailed.refused(
                    "Region " + move.to() + " could not be searched whole: " + search.unreadNamed() + ".",
                    "Mend what the message names, then run this again.");
        }
        List<Stranded> stranded =
                search.found().stream().filter(Stranded::toBeSettled).toList();
        if (stranded.isEmpty()) {
            return StepResult.done("Nothing is stranded in " + move.to() + ".");
        }
        String found = stranded.size() + " tables of " + move.to() + " have commits that are not here: "
                + Stranded.named(stranded) + ".";
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
