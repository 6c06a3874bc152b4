package io.twinlake.catalogsync.parity;

import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.parity.ParityState;
import org.jspecify.annotations.Nullable;

/** One object's state; the reason is null only where it is in sync. */
public record ObjectParity(
        ObjectName object,
        SecurableKind kind,
        ParityState state,
        @Nullable String reason) {}
