package io.twinlake.ledger.state;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.RunId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The state of every object in scope. A no-op run writes no row here. */
public interface ReplicaStates {
    /**
     * Stores states and closes the intents whose effect they tell, all or none. A state that differs from the stored one in nothing but
     * the run is not written again.
     */
    void record(RunId run, Collection<ReplicaState> states, Collection<Intent> known);

    Optional<ReplicaState> find(GroupName group, SecurableKind kind, ObjectName object);

    /** All states of a group in the order of kind and name. */
    List<ReplicaState> all(GroupName group);

    Map<Outcome, Integer> countByOutcome(GroupName group);

    /** Removes the state of an object that is no longer in scope or was pruned. */
    void forget(GroupName group, SecurableKind kind, ObjectName object);

    /** Source's time up to which the whole group is present in the replica of that direction, if it ever was. */
    Optional<Instant> replicationPoint(GroupName group, Direction direction);

    /** Sets the group's replication point in the run's direction; an older one than stored is ignored. */
    void advance(GroupName group, RunId run, Instant point);

    /** The same for the way back: a run that proved both sides equal left its source with all that its replica has. */
    void advanceWayBack(GroupName group, RunId run, Instant point);
}
