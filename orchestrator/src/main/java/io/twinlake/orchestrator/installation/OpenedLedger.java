package io.twinlake.orchestrator.installation;

import io.twinlake.config.LedgerLocation;
import io.twinlake.ledger.Ledger;
import javax.sql.DataSource;

/** An open ledger and the database that it shares with Batch and Quartz. */
public record OpenedLedger(LedgerLocation location, Ledger ledger, DataSource dataSource) implements AutoCloseable {
    /** Whether several processes may have it open at once. */
    public boolean shared() {
        return location.url().startsWith("jdbc:postgresql:");
    }

    @Override
    public void close() {
        ledger.close();
    }
}
