package io.twinlake.orchestrator.plan;

import io.twinlake.catalogsync.GroupSync;
import io.twinlake.catalogsync.situation.Adoption;
import java.util.Optional;

/**
 * What a person asks of a sync.
 *
 * @param adoption what it may write though this ledger does not pair it
 * @param plan what it does, and nothing else
 */
public record SyncOrder(Adoption adoption, Optional<SavedPlan> plan) {
    /** A sync that nobody in particular asks for: it takes nothing, and does what is to be done. */
    public static final SyncOrder OF_NOBODY = taking(Adoption.NONE);

    public static SyncOrder taking(Adoption adoption) {
        return new SyncOrder(adoption, Optional.empty());
    }

    /** Exactly that, with what was adopted when it was made. */
    public static SyncOrder of(SavedPlan plan) {
        return new SyncOrder(plan.adoption(), Optional.of(plan));
    }

    /** The sync with what it may take and is held to. */
    public GroupSync on(GroupSync sync) {
        GroupSync adopting = sync.adopting(adoption);
        return plan.map(saved -> adopting.provided(saved::require)).orElse(adopting);
    }
}
