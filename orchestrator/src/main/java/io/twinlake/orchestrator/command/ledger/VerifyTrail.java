package io.twinlake.orchestrator.command.ledger;

import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.audit.Audit;
import io.twinlake.ledger.audit.AuditChain;
import io.twinlake.ledger.audit.AuditEvent;
import io.twinlake.ledger.export.signed.ExportHeader;
import io.twinlake.ledger.export.signed.RefusedExport;
import io.twinlake.orchestrator.answer.ledger.TrailAnswer;
import io.twinlake.orchestrator.export.FoundExports;
import io.twinlake.orchestrator.export.NewestCopy;
import io.twinlake.orchestrator.export.PlaceReport;
import io.twinlake.orchestrator.installation.Installation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

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
        OptionalLong broken = installation.ledger().audit().firstBroken();
        return installation
                .config()
                .exportKey()
                .map(key -> compared(broken, FoundExports.ask(installation.config(), key)))
                .orElseGet(() -> uncompared(broken, List.of(), List.of()));
    }

    private TrailAnswer compared(OptionalLong broken, FoundExports found) {
        String ledger = installation.ledger().identity();
        Set<GroupName> groups = installation.config().groups().keySet();
        if (!found.has(ledger)) {
            return uncompared(broken, found.places(groups, Optional.of(ledger)), whyNotFound(found));
        }
        try {
            NewestCopy newest = found.newest(groups, Optional.of(ledger), false);
            ExportHeader last = newest.chain().last().header();
            Optional<Long> contradicted = isIn(installation.ledger().audit(), last.reach())
                    ? Optional.empty()
                    : Optional.of(last.reach().auditEvents());
            return new TrailAnswer(broken, Optional.of(last.name()), contradicted, found.places(newest), List.of());
        } catch (RefusedExport refused) {
            return uncompared(
                    broken,
                    found.places(groups, Optional.of(ledger)),
                    List.of(String.valueOf(refused.getMessage()), refused.next()));
        }
    }

    private static TrailAnswer uncompared(OptionalLong broken, List<PlaceReport> places, List<String> doubts) {
        return new TrailAnswer(broken, Optional.empty(), Optional.empty(), places, doubts);
    }

    /** Nothing to compare with is well before the first copy, where every place says so. */
    private List<String> whyNotFound(FoundExports found) {
        List<String> doubts = new ArrayList<>();
        found.problems()
                .forEach((place, problem) -> doubts.add(place + " did not say which copies it has: " + problem));
        if (doubts.isEmpty() && installation.ledger().exports().sequence() > 0) {
            doubts.add("The copies of this ledger up to number "
                    + installation.ledger().exports().sequence() + " are gone from every place.");
        }
        return doubts;
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
