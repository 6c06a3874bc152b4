package io.twinlake.orchestrator.command;

import io.twinlake.config.Secret;
import io.twinlake.ledger.audit.Audit;
import io.twinlake.ledger.audit.AuditChain;
import io.twinlake.ledger.audit.AuditEvent;
import io.twinlake.ledger.export.ExportHeader;
import io.twinlake.orchestrator.answer.TrailAnswer;
import io.twinlake.orchestrator.export.FoundExports;
import io.twinlake.orchestrator.export.NewestCopy;
import io.twinlake.orchestrator.installation.Installation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Follows the audit trail, and compares it with the newest copy: whoever can write the database could write the whole chain anew, but not
 * the end of it that was signed and carried away.
 */
final class VerifyTrail {
    private final Installation installation;

    VerifyTrail(Installation installation) {
        this.installation = installation;
    }

    TrailAnswer verify() {
        Audit audit = installation.ledger().audit();
        OptionalLong broken = audit.firstBroken();
        Optional<Secret> key = installation.config().exportKey();
        if (key.isEmpty()) {
            return new TrailAnswer(broken, Optional.empty(), Optional.empty(), List.of());
        }
        FoundExports found = FoundExports.ask(installation.config(), key.get());
        String ledger = installation.ledger().identity();
        if (!found.has(ledger)) {
            return new TrailAnswer(broken, Optional.empty(), Optional.empty(), List.of());
        }
        NewestCopy newest = found.newest(installation.config().groups().keySet(), Optional.of(ledger), false);
        ExportHeader last = newest.chain().last().header();
        Optional<Long> contradicted = isIn(audit, last.reach())
                ? Optional.empty()
                : Optional.of(last.reach().auditEvents());
        return new TrailAnswer(broken, Optional.of(last.name()), contradicted, found.places(newest));
    }

    private static boolean isIn(Audit audit, ExportHeader.Reach signed) {
        if (signed.auditEvents() == 0) {
            return signed.auditHash().equals(AuditChain.START);
        }
        return audit.list(signed.auditEvents(), 1).stream()
                .filter(event -> event.number() == signed.auditEvents())
                .map(AuditEvent::hash)
                .anyMatch(signed.auditHash()::equals);
    }
}
