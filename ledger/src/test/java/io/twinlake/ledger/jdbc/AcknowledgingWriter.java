package io.twinlake.ledger.jdbc;

import io.twinlake.config.LedgerLocation;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.failure.LedgerException;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.tenure.Tenure;
import java.time.Clock;
import java.util.Map;

/** A process that writes runs and says which ones the ledger acknowledged, until it is killed or the ledger refuses. */
final class AcknowledgingWriter {
    private static final GroupName GOLD = new GroupName("gold");
    private static final Direction THERE = new Direction(new RegionName("west"), new RegionName("north"));

    private AcknowledgingWriter() {}

    /** Arguments: the ledger's address and the length of each run's message. */
    public static void main(String[] arguments) {
        LedgerLocation location = new LedgerLocation(arguments[0], null, null);
        String message = "x".repeat(Integer.parseInt(arguments[1]));
        Ledger opened = JdbcLedger.open(location, Clock.systemUTC());
        opened.epochs().current(GOLD, THERE.source());
        Ledger ledger = opened.under(Tenure.of(GOLD, Epoch.FIRST));
        System.out.println("open");
        try {
            while (true) {
                Run run = ledger.runs().start(GOLD, RunKind.SYNC, THERE, Epoch.FIRST);
                ledger.runs().end(run.id(), RunResult.SUCCEEDED, Map.of("kept", 1), message);
                System.out.println(run.id());
            }
        } catch (LedgerException refused) {
            System.out.println("refused");
            // As a process that dies of it: nothing is closed or tidied.
            Runtime.getRuntime().halt(1);
        }
    }
}
