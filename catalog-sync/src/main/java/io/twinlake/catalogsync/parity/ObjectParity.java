package io.twinlake.catalogsync.parity;

import io.twinlake.catalogsync.change.FieldDifference;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.parity.ParityState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One object's state; the reason is null only where it is in sync.
 *
 * @param differs the fields in which both sides were seen to differ; of rows the reason alone tells
 */
public record ObjectParity(
        ObjectName object,
        SecurableKind kind,
        ParityState state,
        @Nullable String reason,
        List<FieldDifference> differs) {
    public ObjectParity {
        differs = List.copyOf(differs);
    }

    /** One in which no field was seen to differ. */
    public ObjectParity(ObjectName object, SecurableKind kind, ParityState state, @Nullable String reason) {
        this(object, kind, state, reason, List.of());
    }
}
