package io.twinlake.catalogsync.change;

import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.clients.databricks.delta.DeltaVersion;
import io.twinlake.ledger.state.Failure;
import io.twinlake.ledger.state.ReplicaState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change with what is needed to apply it.
 *
 * @param source the object as the source has it, null where it could not be read or is gone
 * @param wanted the object as the replica is to have it, null where it is not to be written
 * @param replica the object as the replica has it, null where it has none
 * @param version the source's version to copy, for tables
 * @param failure why it cannot be written, for BLOCKED and UNSUPPORTED
 */
public record Work(
        Change change,
        @Nullable Securable source,
        @Nullable Securable wanted,
        @Nullable Securable replica,
        @Nullable ReplicaState state,
        @Nullable DeltaVersion version,
        @Nullable Failure failure) {
    /** The same, which puts back what somebody changed at the replica. */
    public Work healing(List<FieldDifference> drift) {
        String fields = drift.isEmpty()
                ? "and nothing differs any more"
                : "and "
                        + String.join(
                                ", ", drift.stream().map(FieldDifference::name).toList()) + " is put back";
        Change healing = new Change(
                change.kind(),
                change.object(),
                change.type(),
                change.wave(),
                "somebody changed its metadata at the replica, " + fields + " (onDrift: healMetadata)",
                change.fields(),
                drift,
                change.content());
        return new Work(healing, source, wanted, replica, state, version, failure);
    }

    public SecurableKey key() {
        return new SecurableKey(change.kind(), change.object());
    }

    /** Whether the rows of a table are copied. */
    public boolean copiesRows() {
        return change.kind().holdsRows() && change.type().makesAnew();
    }
}
