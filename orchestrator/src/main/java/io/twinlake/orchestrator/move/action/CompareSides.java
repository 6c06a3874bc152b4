package io.twinlake.orchestrator.move.action;

import io.twinlake.catalogsync.parity.ObjectParity;
import io.twinlake.catalogsync.parity.ParityReport;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.parity.ParityRecord;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.step.Fact;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepResult;
import io.twinlake.runbooks.Verb;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares both sides; a difference stops the move. Proving versions compares definitions and versions, parity every row as well. */
record CompareSides(ProtectedGroup group, Verb verb) implements StepAction {
    private static final int NAMED = 3;

    @Override
    public StepResult perform(MoveContext move) {
        ParityReport parity = group.sync(group.standing()).verify(tier());
        group.ledger()
                .parity()
                .add(new ParityRecord(move.id(), move.group().name(), tier().word(), parity.at(), parity.counts()));
        List<ObjectParity> different = parity.objects().stream()
                .filter(object -> isUnequal(object.state(), move.group()))
                .toList();
        if (!different.isEmpty()) {
            throw StepFailed.broken(
                    different.size() + " objects differ between " + move.from() + " and " + move.to() + ": "
                            + different.stream()
                                    .limit(NAMED)
                                    .map(CompareSides::named)
                                    .collect(Collectors.joining(", "))
                            + ".",
                    "Find out what still writes in " + move.from() + "; `twinlake verify` names every difference.");
        }
        long tables = parity.objects().stream()
                .filter(object -> object.kind().holdsRows() && object.state() == ParityState.IN_SYNC)
                .count();
        return StepResult.done(
                "Both sides are equal by " + tier().word() + ": "
                        + parity.counts().of(ParityState.IN_SYNC) + " objects, " + tables
                        + " tables at their last version." + otherRows(parity),
                Map.of(Fact.PROVEN, Long.toString(tables)));
    }

    /** Nothing stops for them: text and tables are equal, and which rows come first may be all that differs. */
    private static String otherRows(ParityReport parity) {
        Set<ObjectName> views = parity.answers().different().keySet();
        return views.isEmpty()
                ? ""
                : " Views that give other rows there: "
                        + views.stream().map(ObjectName::toString).collect(Collectors.joining(", ")) + ".";
    }

    /** No sync comes after this one: what lags would stay behind. What could not be listed has a container that failed. */
    private static boolean isUnequal(ParityState state, FailoverGroup group) {
        return state.differs(group.access().acceptUnknown()) || state == ParityState.LAGGING;
    }

    private Tier tier() {
        return verb == Verb.VERIFY_PARITY ? Tier.CHECKSUMS : Tier.METADATA;
    }

    private static String named(ObjectParity object) {
        return object.object() + " (" + object.state().word() + (object.reason() == null ? "" : ": " + object.reason())
                + ")";
    }

    @Override
    public StepResult plan(MoveContext move) {
        return StepResult.done("Would compare both sides by " + tier().word() + " and stop at any difference.");
    }
}
