package io.twinlake.orchestrator.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.catalogsync.outcome.NotListed;
import io.twinlake.catalogsync.parity.ObjectParity;
import io.twinlake.catalogsync.parity.ParityReport;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.orchestrator.cli.Page;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifyAnswerTest {
    private static final int COLUMNS = 80;

    private static final Direction DIRECTION =
            new Direction(new RegionName("westeurope"), new RegionName("northeurope"));

    @Test
    void tellsTheOperatorTheWholeReason() {
        String reason = "differing rows: id = c-002307966b8b-8; " + "another word ".repeat(20) + "and the last word";
        String printed = print(
                List.of(parity("orders", ParityState.IN_SYNC, null), parity("customers", ParityState.DRIFTED, reason)));

        assertThat(printed.lines()).allMatch(line -> line.length() <= COLUMNS);
        assertThat(printed.replaceAll("\\s+", " "))
                .startsWith("drifted table gold.api.customers: " + reason)
                .doesNotContain("orders")
                .contains("Compared by checksums: 1 of 2 objects are in sync, 1 drifted.");
    }

    private static ObjectParity parity(String name, ParityState state, String reason) {
        return new ObjectParity(ObjectName.of("gold", "api", name), SecurableKind.TABLE, state, reason);
    }

    private static String print(List<ObjectParity> objects) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ParityReport report = new ParityReport(Tier.CHECKSUMS, DIRECTION, Instant.EPOCH, objects, NotListed.NOWHERE);
        new VerifyAnswer(new RunId("r1"), report)
                .print(new Page(new PrintStream(out, true, StandardCharsets.UTF_8), false, COLUMNS));
        return out.toString(StandardCharsets.UTF_8);
    }
}
