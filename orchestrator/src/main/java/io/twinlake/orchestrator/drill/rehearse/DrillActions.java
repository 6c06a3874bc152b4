package io.twinlake.orchestrator.drill.rehearse;

import io.twinlake.runbooks.Verb;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The actions of a drill's verbs. */
public final class DrillActions {
    private static final Map<Verb, DrillAction> ACTIONS = new EnumMap<>(Map.of(
            Verb.CHECK_READINESS, new RehearseReadiness(),
            Verb.VERIFY_PARITY, new RehearseParity(),
            Verb.WARM_WAREHOUSE, new RehearseWarehouse(),
            Verb.CLONE_API_TABLES, new CloneApiTables(),
            Verb.COMPARE_LOOKUPS, new LookUpInBoth(),
            Verb.REHEARSE_SWITCHES, new RehearseSwitches(),
            Verb.CLEAN_UP, new CleanUp(),
            Verb.CHECK_OBJECTIVES, new CheckObjectives()));

    private DrillActions() {}

    /** @throws IllegalArgumentException for a verb that a drill does not have */
    public static DrillAction of(Verb verb) {
        @Nullable DrillAction action = ACTIONS.get(verb);
        if (action == null) {
            throw new IllegalArgumentException("a drill has no step " + verb.word());
        }
        return action;
    }
}
