package io.twinlake.orchestrator.plan;

import io.twinlake.catalogsync.change.Change;
import io.twinlake.catalogsync.change.Plan;
import io.twinlake.catalogsync.situation.Adoption;
import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import java.util.List;

/**
 * A plan that a person has read, and what he let Twinlake take in it.
 *
 * @param hash the plan's own
 */
public record SavedPlan(
        GroupName group, Direction direction, Epoch epoch, Adoption adoption, List<Change> changes, String hash) {
    public SavedPlan {
        changes = List.copyOf(changes);
    }

    public static SavedPlan of(Plan plan, Adoption adoption) {
        return new SavedPlan(plan.group(), plan.direction(), plan.epoch(), adoption, plan.changes(), plan.hash());
    }

    /** @throws StalePlan where it is of another group, direction or epoch */
    public void require(Standing standing) {
        if (!group.equals(standing.group().name())) {
            throw new StalePlan("It is of group " + group + ", and this is group "
                    + standing.group().name() + ".");
        }
        if (!direction.equals(standing.direction())) {
            throw new StalePlan(
                    "It goes from " + shown(direction) + ", and now it is from " + shown(standing.direction()) + ".");
        }
        if (!epoch.equals(standing.epoch())) {
            throw new StalePlan("It is of epoch " + epoch + ", and this is epoch " + standing.epoch() + ".");
        }
    }

    /** @throws StalePlan where a plan that was made now is not the same */
    public void require(Plan now) {
        if (!hash.equals(now.hash())) {
            throw new StalePlan(new ChangedSince(changes, now.changes()).sentence());
        }
    }

    private static String shown(Direction direction) {
        return direction.source() + " to " + direction.replica();
    }
}
