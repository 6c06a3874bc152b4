package io.twinlake.orchestrator.move.action;

import io.twinlake.clients.CallLimits;
import io.twinlake.failover.Switches;
import io.twinlake.failover.endpoint.EndpointSwitch;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.move.StepActions;
import io.twinlake.orchestrator.move.endpoint.SmokeTest;
import io.twinlake.orchestrator.move.endpoint.TurnSwitches;
import io.twinlake.runbooks.Verb;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The actions of a move's verbs for one group. */
public final class Actions implements StepActions {
    private final Map<Verb, StepAction> actions = new EnumMap<>(Verb.class);

    public Actions(ProtectedGroup group) {
        actions.put(Verb.CHECK_READINESS, new CheckReadiness(group));
        actions.put(Verb.CHECK_TARGET, new CheckTarget(group));
        actions.put(Verb.MEASURE_LOSS, new MeasureLoss(group));
        actions.put(Verb.SEARCH_STRANDED, new SearchStranded(group));
        actions.put(Verb.REVERSE_SYNC, new SyncBack(group));
        actions.put(Verb.VERIFY_PARITY, new CompareSides(group, Verb.VERIFY_PARITY));
        actions.put(Verb.SYNC_WHILE_OPEN, new SyncGroup(group));
        actions.put(Verb.FENCE_PRIMARY, new FencePrimary(group));
        actions.put(Verb.FINAL_SYNC, new SyncGroup(group));
        actions.put(Verb.PROVE_VERSIONS, new CompareSides(group, Verb.PROVE_VERSIONS));
        actions.put(Verb.PROMOTE, new Promote(group));
        actions.put(Verb.OPEN_STANDBY_JOBS, new OpenStandbyJobs(group));
        actions.put(Verb.WARM_WAREHOUSE, new WarmWarehouse(group));
        actions.put(Verb.SWITCH_BEHIND, TurnSwitches.behind(group.switches()));
        actions.put(Verb.TURN_FRONT, TurnSwitches.front(group.switches()));
        actions.put(Verb.ALIGN_BEHIND, TurnSwitches.left(move -> behindOld(group, move)));
        actions.put(Verb.SMOKE_TEST, new SmokeTest(group.switches()));
        actions.put(Verb.PROVE_AGAIN, new ProveAgain(group));
        actions.put(Verb.RELEASE_REVERSE, new ReleaseReverse(group));
        actions.put(Verb.HOLD_REVERSE, new HoldReverse(group));
    }

    /** The switches behind the API in the old primary: a forced move does not wait for Azure where the region may have taken it along. */
    private static List<EndpointSwitch> behindOld(ProtectedGroup group, MoveContext move) {
        Switches which = move.isForced()
                ? group.switches(CallLimits.within(MoveContext.DEAD_OR_ALIVE_WITHIN))
                : group.switches();
        return which.behind(move.from());
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
