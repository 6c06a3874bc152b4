package io.twinlake.orchestrator.move.action;

import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.failover.hold.ReverseHold;
import io.twinlake.failover.stranded.FindStranded;
import io.twinlake.failover.stranded.Stranded;
import io.twinlake.failover.stranded.StrandedSearch;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.step.Fact;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepResult;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Searches the old primary once more, behind the promotion: a writer that the fence does not know may have committed there after its
 * versions were proven. What it finds keeps the way back closed, as every promotion leaves it.
 */
record ProveAgain(ProtectedGroup group) implements StepAction {
    @Override
    public StepResult perform(MoveContext move) {
        Workspace old = group.workspace(move.from());
        StrandedSearch search = new FindStranded(move.group(), old, group.ledger()).find();
        List<Stranded> found =
                search.found().stream().filter(table -> isNew(table, move)).toList();
        if (found.isEmpty() && !search.isWhole()) {
            throw StepFailed.broken(unread(search, move) + ".", null);
        }
        if (found.isEmpty()) {
            return StepResult.done(
                    "Nothing was committed in " + move.from() + " behind the proof of versions.",
                    Map.of(Fact.PROVEN_AGAIN, "true"));
        }
        String message = "Region " + move.from() + " got commits behind the proof of versions that are not in "
                + move.to() + ": " + Stranded.named(found)
                + (search.isWhole() ? "" : ". " + unread(search, move));
        move.guard();
        new ReverseHold(group.ledger().holds(), move.group().name()).hold(move.id(), message);
        throw StepFailed.broken(
                message + ".", null, Map.of(Fact.LEFT_BEHIND, names(found), Fact.LEFT_UP_TO, newest(found)));
    }

    private static String unread(StrandedSearch search, MoveContext move) {
        return "Region " + move.from() + " could not be searched whole: " + search.unreadNamed();
    }

    /** A table that the ledger knows and that never was replicated was there before the proof, and is told as such elsewhere. */
    private boolean isNew(Stranded table, MoveContext move) {
        return table.toBeSettled()
                || group.ledger()
                        .states()
                        .find(move.group().name(), SecurableKind.TABLE, table.object())
                        .isEmpty();
    }

    private static String names(List<Stranded> found) {
        return found.stream().map(table -> table.object().toString()).collect(Collectors.joining("\n"));
    }

    private static String newest(List<Stranded> found) {
        return found.stream()
                .map(Stranded::lastCommit)
                .max(Comparator.naturalOrder())
                .map(Instant::toString)
                .orElseThrow();
    }

    @Override
    public StepResult plan(MoveContext move) {
        return StepResult.done(
                "Would search " + move.from() + " for commits that were made behind the proof of versions.");
    }
}
