package io.twinlake.orchestrator.twin;

import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.orchestrator.installation.OpenedLedger;
import io.twinlake.orchestrator.installation.Parts;
import java.nio.file.Path;
import java.time.Clock;

/** The product's parts with a twin in the place of catalog sync. */
public final class TwinParts {
    private TwinParts() {}

    public static Parts on(Path folder) {
        Clock clock = Clock.systemUTC();
        return new Parts(
                location -> {
                    JdbcLedger ledger = JdbcLedger.open(location, clock);
                    return new OpenedLedger(location, ledger, ledger.dataSource());
                },
                region -> {
                    throw new IllegalStateException("a twin reaches no region: " + region.name());
                },
                (group, regions, ledger, time) -> new GroupSyncTwin(new TwinFolder(folder), group, ledger, time),
                clock);
    }
}
