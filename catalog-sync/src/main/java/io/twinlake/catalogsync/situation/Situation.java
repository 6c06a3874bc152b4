package io.twinlake.catalogsync.situation;

import io.twinlake.catalogsync.inventory.Inventory;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.config.FailoverGroup;
import io.twinlake.config.ObjectName;
import io.twinlake.ledger.Direction;
import io.twinlake.ledger.epoch.Epoch;
import io.twinlake.ledger.state.ReplicaState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a decision rests on.
 *
 * @param states what the ledger knows, by object
 * @param committedAt when the source had committed the version last copied, by table
 * @param undecided objects that an interrupted run was writing: their replica may differ by our own hand
 */
public record Situation(
        FailoverGroup group,
        Direction direction,
        Epoch epoch,
        Inventory source,
        Inventory replica,
        TableVersions versions,
        Map<SecurableKey, ReplicaState> states,
        Map<ObjectName, Instant> committedAt,
        Set<SecurableKey> undecided) {

    public @Nullable ReplicaState state(SecurableKey key) {
        return states.get(key);
    }

    /** What the ledger knows of an object and its replica, in today's direction. */
    public Optional<Pairing> pairing(SecurableKey key) {
        return Optional.ofNullable(states.get(key)).map(state -> Pairing.of(state, direction));
    }
}
