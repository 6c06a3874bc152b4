package io.twinlake.orchestrator.move.action;

import io.twinlake.catalogsync.SyncReport;
import io.twinlake.catalogsync.outcome.ObjectOutcome;
import io.twinlake.catalogsync.outcome.Unknown;
import io.twinlake.failover.hold.ReverseHold;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.state.Failure;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepResult;
import io.twinlake.orchestrator.sync.Counts;
import io.twinlake.orchestrator.sync.SyncHeld;
import io.twinlake.orchestrator.sync.Syncs;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Copies what changed, as a sync of its own within the move's lease; an object that failed stops the move. One that was broken off
 * between its hold and its promotion copies once more, and still holds the replication then: it holds it anew right before it promotes.
 */
record SyncGroup(ProtectedGroup group) implements StepAction {
    private static final int NAMED = 3;

    @Override
    public StepResult perform(MoveContext move) {
        new ReverseHold(group.ledger().holds(), move.group().name()).release(move.id());
        SyncReport report = synced(move);
        if (report.result() != RunResult.SUCCEEDED) {
            List<ObjectOutcome> first = report.failed().stream().limit(NAMED).toList();
            throw StepFailed.broken(
                    "Sync " + report.run() + " left " + report.failed().size() + " objects behind: "
                            + first.stream().map(SyncGroup::named).collect(Collectors.joining(", ")) + ".",
                    first.stream()
                                    .map(ObjectOutcome::failure)
                                    .filter(Objects::nonNull)
                                    .map(Failure::next)
                                    .distinct()
                                    .collect(Collectors.joining(" "))
                            + " `twinlake sync` lists each with its remedy.");
        }
        List<Unknown> unknown = report.remarks().unknown();
        if (!unknown.isEmpty() && !move.group().access().acceptUnknown()) {
            throw StepFailed.refused(
                    "Of " + unknown.stream().map(Unknown::key).distinct().count()
                            + " objects it is unknown what they must have: "
                            + unknown.stream()
                                    .limit(NAMED)
                                    .map(each -> each.key() + " (" + each.what() + ")")
                                    .collect(Collectors.joining(", "))
                            + ".",
                    "Grant Twinlake " + unknown.get(0).missingPrivilege()
                            + ", or let the group say `acceptUnknown: true`: it moves without them.");
        }
        return StepResult.done("Sync " + report.run() + ": " + Counts.sentence(report));
    }

    /** Where another host has moved the group meanwhile, that is what holds the replication, and this move is over. */
    private SyncReport synced(MoveContext move) {
        try {
            return new Syncs(group).within(move);
        } catch (SyncHeld held) {
            move.guard();
            throw held;
        }
    }

    private static String named(ObjectOutcome outcome) {
        return outcome.object()
                + (outcome.failure() == null ? "" : " (" + outcome.failure().message() + ")");
    }

    @Override
    public StepResult plan(MoveContext move) {
        return StepResult.done(
                "Would copy what changed in " + move.from() + " to " + move.to() + "; `twinlake plan` lists it.");
    }
}
