package io.twinlake.ledger.state;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.RunId;
import org.jspecify.annotations.Nullable;

/**
 * What Twinlake knows of one object in scope and its replica, which bears the same name. Written only when it changes.
 *
 * @param direction in which the pair was made
 * @param failure what stood in the way when it was last looked at, null where nothing did
 */
public record ReplicaState(
        GroupName group,
        SecurableKind kind,
        ObjectName object,
        Direction direction,
        Pair pair,
        Outcome outcome,
        @Nullable Failure failure,
        RunId changedBy) {
    /** What is known of the object in one of the two regions, whichever way it was replicated. */
    public Side in(RegionName region) {
        return direction.source().equals(region) ? pair.source() : pair.replica();
    }

    /** The pair as it is seen where replication goes in a direction. */
    public Pair pairIn(Direction today) {
        return direction.equals(today) ? pair : pair.reversed();
    }

    /** The same with the commits in one of the two regions settled up to a version, as a run noted it. */
    public ReplicaState settledIn(RegionName region, long newest, RunId run) {
        Pair settled = direction.source().equals(region)
                ? new Pair(pair.source().settledAt(newest), pair.replica(), pair.pointInTime())
                : new Pair(pair.source(), pair.replica().settledAt(newest), pair.pointInTime());
        return new ReplicaState(group, kind, object, direction, settled, outcome, failure, run);
    }

    /** The same pair with another end of the run that looked at it. */
    public ReplicaState with(Outcome newOutcome, @Nullable Failure newFailure) {
        return new ReplicaState(group, kind, object, direction, pair, newOutcome, newFailure, changedBy);
    }

    /** The same with another pair. */
    public ReplicaState with(Pair newPair) {
        return new ReplicaState(group, kind, object, direction, newPair, outcome, failure, changedBy);
    }
}
