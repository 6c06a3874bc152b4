package io.twinlake.failover;

import io.twinlake.config.LedgerLocation;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.ledger.tenure.Tenure;
import java.nio.file.Path;
import java.time.Clock;

/** A ledger in a folder, and the names that the tests share. */
public final class TestLedger {
    public static final RegionName WEST = new RegionName("west");
    public static final RegionName NORTH = new RegionName("north");

    private TestLedger() {}

    /** As whoever holds the first epoch of the tests' group writes it. */
    public static Ledger in(Path folder) {
        Ledger ledger = JdbcLedger.open(
                new LedgerLocation("jdbc:h2:file:" + folder.resolve("ledger"), null, null), Clock.systemUTC());
        GroupName group = TestGroup.withJobs().name();
        ledger.epochs().current(group, WEST);
        return ledger.under(Tenure.of(group, Epoch.FIRST));
    }
}
