package io.twinlake.orchestrator.sync;

import io.twinlake.catalogsync.outcome.Healed;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.ledger.audit.Audit;
import io.twinlake.ledger.run.Run;
import io.twinlake.orchestrator.lease.Actor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes into the audit trail, before anything is written over it, what somebody made of a replica that is put back by a standing consent. Whether
 * that came about, the run's end tells.
 */
final class HealingTrail {
    private final Audit audit;

    HealingTrail(Audit audit) {
        this.audit = audit;
    }

    /** One entry for each object, with the old and the new value of each field. */
    void begins(Run run, List<Healed> healed) {
        Map<SecurableKey, List<Healed>> byObject =
                healed.stream().collect(Collectors.groupingBy(Healed::key, TreeMap::new, Collectors.toList()));
        byObject.forEach((key, fields) -> audit.append(
                Actor.ofThisProcess(),
                "drift is to be healed",
                Map.of(
                        "group", run.group().value(),
                        "run", run.id().value(),
                        "consent", "onDrift: healMetadata",
                        "object", key.toString(),
                        "fields", fields.stream().map(Healed::toString).collect(Collectors.joining("; ")))));
    }
}
