package io.twinlake.orchestrator.move.action;

import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.move.StepActions;
import io.twinlake.orchestrator.move.endpoint.SmokeTest;
import io.twinlake.orchestrator.move.endpoint.TurnSwitches;
import io.twinlake.runbooks.Verb;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The actions of a move's verbs for one group. */
public final class Actions implements StepActions {
    private final Map<Verb, StepAction> actions = new EnumMap<>(Verb.class);

    public Actions(MoveParts parts) {
        actions.put(Verb.CHECK_READINESS, new CheckReadiness(parts));
        actions.put(Verb.CHECK_TARGET, new CheckTarget(parts));
        actions.put(Verb.MEASURE_LOSS, new MeasureLoss(parts));
        actions.put(Verb.SEARCH_STRANDED, new SearchStranded(parts));
        actions.put(Verb.REVERSE_SYNC, new SyncGroup(parts));
        actions.put(Verb.VERIFY_PARITY, new CompareSides(parts, Verb.VERIFY_PARITY));
        actions.put(Verb.SYNC_WHILE_OPEN, new SyncGroup(parts));
        actions.put(Verb.FENCE_PRIMARY, new FencePrimary(parts));
        actions.put(Verb.FINAL_SYNC, new SyncGroup(parts));
        actions.put(Verb.PROVE_VERSIONS, new CompareSides(parts, Verb.PROVE_VERSIONS));
        actions.put(Verb.PROMOTE, new Promote(parts));
        actions.put(Verb.OPEN_STANDBY_JOBS, new OpenStandbyJobs(parts));
        actions.put(Verb.WARM_WAREHOUSE, new WarmWarehouse(parts));
        actions.put(
                Verb.SWITCH_BEHIND,
                new TurnSwitches(Verb.SWITCH_BEHIND, move -> parts.switches().behind(move.to()), true));
        actions.put(
                Verb.TURN_FRONT,
                new TurnSwitches(Verb.TURN_FRONT, move -> parts.switches().front(), true));
        actions.put(Verb.ALIGN_BEHIND, new TurnSwitches(Verb.ALIGN_BEHIND, parts::behindOld, false));
        actions.put(Verb.SMOKE_TEST, new SmokeTest(parts.switches()));
        actions.put(Verb.PROVE_AGAIN, new ProveAgain(parts));
        actions.put(Verb.RELEASE_REVERSE, new ReleaseReverse(parts));
        actions.put(Verb.HOLD_REVERSE, new HoldReverse(parts));
    }

    @Override
    public StepAction of(Verb verb) {
        @Nullable StepAction action = actions.get(verb);
        if (action == null) {
            throw new IllegalArgumentException("a move has no step " + verb.word());
        }
        return action;
    }
}
