package io.twinlake.orchestrator;

import io.twinlake.clients.CallLimits;
import io.twinlake.clients.databricks.rest.Workspaces;
import io.twinlake.config.LedgerLocation;
import io.twinlake.config.time.Time;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.orchestrator.installation.Components;
import io.twinlake.orchestrator.installation.OpenedLedger;
import java.time.Clock;
import java.time.Duration;

/** The parts of the product as it runs: the JDBC ledger, the REST clients, and what a group is worked on with on top of both. */
final class Assembly {
    /** A witness that is well answers in milliseconds, and every write waits for it. */
    private static final CallLimits WITNESS =
            new CallLimits(Duration.ofMillis(1500), Duration.ofSeconds(2), Duration.ofSeconds(4), null);

    private Assembly() {}

    static Components components() {
        Time time = Time.SYSTEM;
        return new Components(
                location -> ledger(location, time.clock()), Workspaces::open, new RealMeans(), WITNESS, time);
    }

    private static OpenedLedger ledger(LedgerLocation location, Clock clock) {
        JdbcLedger ledger = JdbcLedger.open(location, clock);
        return new OpenedLedger(location, ledger, ledger.dataSource());
    }
}
