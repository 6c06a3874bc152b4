package io.twinlake.orchestrator.command.ledger;

import io.twinlake.config.group.FailoverGroup;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.audit.AuditEvent;
import java.util.List;

/** Whether a ledger was made of a copy. */
record RestoredBefore(Ledger ledger) {
    /** What the trail says of it. */
    static final String AUDITED = "ledger restored";

    private static final int PAGE = 500;

    /** A process may have died between the restore and the trail's word of it: the group is in doubt then. */
    boolean of(FailoverGroup group) {
        return Standing.of(group, ledger.epochs()).state().doubt().isPresent() || isAudited();
    }

    private boolean isAudited() {
        for (long from = 1; ; ) {
            List<AuditEvent> events = ledger.audit().list(from, PAGE);
            if (events.stream().anyMatch(event -> event.action().equals(AUDITED))) {
                return true;
            }
            if (events.size() < PAGE) {
                return false;
            }
            from = events.get(events.size() - 1).number() + 1;
        }
    }
}
