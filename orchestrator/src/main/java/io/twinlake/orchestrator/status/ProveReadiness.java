package io.twinlake.orchestrator.status;

import io.twinlake.config.name.RegionName;
import io.twinlake.failover.readiness.Check;
import io.twinlake.ledger.failure.LedgerException;
import io.twinlake.orchestrator.group.ProtectedGroup;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks all that the night would ask, and notes in the ledger when that was and what was found. */
public final class ProveReadiness {
    private static final Logger LOG = LoggerFactory.getLogger(ProveReadiness.class);

    private final ProtectedGroup group;

    public ProveReadiness(ProtectedGroup group) {
        this.group = group;
    }

    /** For nobody who waits for the answer: the log tells what failed. */
    public void tell() {
        failed(prove())
                .forEach(check -> LOG.warn(
                        "not ready for a move: {} {} group={} check={}",
                        check.message(),
                        check.remedy(),
                        group.name(),
                        check.name().word()));
    }

    /** Changes nothing but that note. */
    public GroupStatus prove() {
        GroupStatus status = new ReadStatus(group).asked();
        RegionName serving = status.epoch().effectivePrimary();
        GroupStatus asked = status.with(List.of(new MetastoresCheck(group).ask()))
                .with(new RightsChecks(group).of(serving))
                .with(new MountsChecks(group).of(serving))
                .with(new RetentionChecks(group).of(serving));
        return note(failed(asked).stream()
                        .map(check -> check.name().word())
                        .distinct()
                        .toList())
                ? asked.with(group.ledger().readiness().latest(group.name()))
                : asked;
    }

    /** It decides nothing: a ledger that takes no note must not cost the answer. */
    private boolean note(List<String> problems) {
        try {
            group.ledger().readiness().record(group.name(), problems);
            return true;
        } catch (LedgerException untaken) {
            LOG.warn("the ledger does not note what was found group={} reason={}", group.name(), untaken.getMessage());
            return false;
        }
    }

    private static List<Check> failed(GroupStatus status) {
        return status.readiness().stream().filter(check -> !check.ok()).toList();
    }
}
