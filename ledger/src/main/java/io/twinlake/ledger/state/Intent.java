package io.twinlake.ledger.state;

import io.twinlake.config.ObjectName;
import io.twinlake.config.SecurableKind;

/** That a run is about to change an object: a table and a function may share a name, so the kind belongs to it. */
public record Intent(SecurableKind kind, ObjectName object) {}
