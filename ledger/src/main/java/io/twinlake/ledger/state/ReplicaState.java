package io.twinlake.ledger.state;

import io.twinlake.config.GroupName;
import io.twinlake.config.ObjectName;
import io.twinlake.config.SecurableKind;
import io.twinlake.ledger.Direction;
import io.twinlake.ledger.run.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What Twinlake knows of one object in scope and its replica. Written only when it changes.
 *
 * @param object the object's name at the source
 * @param replicaObject its name at the replica
 * @param sourceId the source's own id of it (table id, catalog id), where the kind has one
 * @param replicaId the replica's own id of it
 * @param sourceFingerprint hash of the source's definition as last replicated
 * @param replicaFingerprint hash of the replica's definition as we last wrote it: another one there means that somebody else wrote
 * @param sourceVersion the Delta version last replicated, for tables
 * @param replicaVersion the replica's Delta version that came of it
 * @param pointInTime the source's time up to which the replica is complete
 */
public record ReplicaState(
        GroupName group,
        ObjectName object,
        ObjectName replicaObject,
        SecurableKind kind,
        Direction direction,
        @Nullable String sourceId,
        @Nullable String replicaId,
        @Nullable String sourceFingerprint,
        @Nullable String replicaFingerprint,
        @Nullable Long sourceVersion,
        @Nullable Long replicaVersion,
        @Nullable Instant pointInTime,
        Outcome outcome,
        @Nullable String category,
        @Nullable String message,
        @Nullable String next,
        RunId changedBy) {}
