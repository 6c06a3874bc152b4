package io.twinlake.catalogsync.situation;

import io.twinlake.catalogsync.region.Uncompared;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.Undecided;
import io.twinlake.ledger.state.ReplicaState;
import java.time.Instant;
import java.util.Map;

/**
 * What the ledger knows of a group's objects.
 *
 * @param committedAt when the source had committed the version last copied, by table
 * @param undecided objects of which nobody learned what came of our last write: their replica may differ by our own hand
 * @param givenUp intents of the opposite direction that are open, by object: what they wrote stands in today's source
 * @param uncompared properties that each region has for itself
 * @param latest the latest time up to which anything was replicated, in this direction: no clock that is set back is believed below it
 */
public record Remembered(
        Map<SecurableKey, ReplicaState> states,
        Map<ObjectName, Instant> committedAt,
        Map<SecurableKey, Undecided> undecided,
        Map<SecurableKey, Undecided> givenUp,
        Uncompared uncompared,
        Instant latest) {}
