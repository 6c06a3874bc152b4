package io.twinlake.orchestrator.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.catalogsync.outcome.NotListed;
import io.twinlake.catalogsync.parity.ObjectParity;
import io.twinlake.catalogsync.parity.ParityReport;
import io.twinlake.catalogsync.parity.ParityReport.Answers;
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
import java.util.Map;
import java.util.TreeMap;
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

    @Test
    void namesViewsThatGiveOtherRowsAndThoseNotCompared() {
        ObjectName other = ObjectName.parse("gold.api.v");
        ObjectName dynamic = ObjectName.parse("gold.api.mine");
        Answers answers = new Answers(
                3,
                new TreeMap<>(Map.of(other, "row count 5 at the source, 4 at the replica")),
                new TreeMap<>(Map.of(dynamic, "its rows depend on who asks")));
        ParityReport report = new ParityReport(Tier.CHECKSUMS, DIRECTION, Instant.EPOCH, List.of(), List.of(), answers);

        assertThat(print(report).replaceAll("\\s+", " "))
                .contains("other rows view gold.api.v: row count 5 at the source, 4 at the replica; its text")
                .contains("rows not compared view gold.api.mine: its rows depend on who asks")
                .contains("3 of 5 views in sync gave the same rows in both regions.");
        JsonNode document = new VerifyAnswer(new RunId("r1"), report).document().path("answers");
        assertThat(document.path("equal").asInt()).isEqualTo(3);
        assertThat(document.at("/different/0/object").asText()).isEqualTo("gold.api.v");
        assertThat(document.at("/notCompared/0/reason").asText()).isEqualTo("its rows depend on who asks");
    }

    private static ObjectParity parity(String name, ParityState state, String reason) {
        return new ObjectParity(ObjectName.of("gold", "api", name), SecurableKind.TABLE, state, reason);
    }

    private static String print(List<ObjectParity> objects) {
        return print(new ParityReport(Tier.CHECKSUMS, DIRECTION, Instant.EPOCH, objects, NotListed.NOWHERE));
    }

    private static String print(ParityReport report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new VerifyAnswer(new RunId("r1"), report)
                .print(new Page(new PrintStream(out, true, StandardCharsets.UTF_8), false, COLUMNS));
        return out.toString(StandardCharsets.UTF_8);
    }
}
