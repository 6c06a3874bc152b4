package io.twinlake.ledger.audit;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A hash-chained trail of who did what. */
public interface Audit {
    AuditEvent append(String actor, String action, Map<String, String> details);

    List<AuditEvent> list(long fromNumber, int limit);

    /** The number of the first entry that breaks the chain, empty when it holds. */
    OptionalLong firstBroken();
}
