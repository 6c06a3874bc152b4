package io.twinlake.catalogsync.change;

import io.twinlake.catalogsync.outcome.Remarks;
import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Everything a sync would do, in the order of waves and names; every object in scope is in it once.
 *
 * @param hash SHA-256 over group, direction, epoch and changes: the same situation gives the same hash
 * @param unread how many of the changes are blocked because something could not be read: what a sync would do there is not known
 * @param firstClones the tables that are copied whole
 * @param remarks what an operator should read though nothing is blocked
 */
public record Plan(
        GroupName group,
        Direction direction,
        Epoch epoch,
        List<Change> changes,
        int unread,
        FirstClones firstClones,
        Remarks remarks,
        String hash) {
    public Plan {
        changes = List.copyOf(changes);
    }

    /** A plan with its hash. */
    public static Plan of(
            GroupName group, Direction direction, Epoch epoch, List<Change> changes, int unread, Remarks remarks) {
        return new Plan(
                group,
                direction,
                epoch,
                changes,
                unread,
                FirstClones.NONE,
                remarks,
                PlanHash.of(group, direction, epoch, changes));
    }

    /** The same plan, of which it is known what it copies whole. */
    public Plan copyingWhole(FirstClones tables) {
        return new Plan(group, direction, epoch, changes, unread, tables, remarks, hash);
    }

    /** Number of objects by type; every type is there, with 0 if need be. */
    public Map<ChangeType, Integer> counts() {
        Map<ChangeType, Integer> counts = new EnumMap<>(ChangeType.class);
        for (ChangeType type : ChangeType.values()) {
            counts.put(type, 0);
        }
        changes.forEach(change -> counts.merge(change.type(), 1, Integer::sum));
        return counts;
    }

    /** Whether a sync would write something, or something stands in its way. */
    public boolean hasDifferences() {
        return changes.stream().anyMatch(change -> change.type().writes() || change.type() == ChangeType.BLOCKED);
    }
}
