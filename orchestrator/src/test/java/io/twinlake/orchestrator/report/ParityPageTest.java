package io.twinlake.orchestrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.catalogsync.outcome.NotListed;
import io.twinlake.catalogsync.parity.ObjectParity;
import io.twinlake.catalogsync.parity.ParityReport;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunEnd;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.orchestrator.verify.VerifiedRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParityPageTest {
    private static final Direction DIRECTION =
            new Direction(new RegionName("westeurope"), new RegionName("northeurope"));

    @TempDir
    Path folder;

    @Test
    void namesEveryObjectWithItsStateAndReason() throws Exception {
        String html = write(List.of(
                object("orders", ParityState.IN_SYNC, null),
                object("customer_summary", ParityState.DRIFTED, "1 row differs: id 17"),
                object("old_stream", ParityState.UNSUPPORTED, "a streaming table")));

        assertThat(html)
                .contains("1 of 3 objects in scope are in sync; 1 is not supported and counts as not in sync.")
                .contains("gold.api.customer_summary")
                .contains("1 row differs: id 17")
                .contains("data-state=\"drifted\"")
                .contains("a streaming table");
    }

    @Test
    void isWholeWithoutANetwork() throws Exception {
        String html = write(List.of(object("orders", ParityState.IN_SYNC, null)));

        assertThat(html).doesNotContain("http://").doesNotContain("https://").doesNotContain("src=");
    }

    @Test
    void namesCannotBecomeMarkup() throws Exception {
        String html = write(List.of(object("<script>alert(1)</script>", ParityState.MISSING, "<b>\"gone\"</b>")));

        assertThat(html).doesNotContain("<script>alert").doesNotContain("<b>").contains("&lt;script&gt;alert");
    }

    @Test
    void holdsALargeList() throws Exception {
        List<ObjectParity> many = IntStream.range(0, 20_000)
                .mapToObj(i -> object("t" + i, ParityState.IN_SYNC, null))
                .toList();

        assertThat(write(many)).contains("20000 of 20000 objects").contains("gold.api.t19999");
    }

    private String write(List<ObjectParity> objects) throws Exception {
        Run run = new Run(
                new RunId("r1"),
                new GroupName("gold"),
                RunKind.VERIFY,
                DIRECTION,
                Epoch.FIRST,
                Instant.EPOCH,
                RunEnd.NONE);
        Path file = folder.resolve("report/parity.html");
        ParityReport report = new ParityReport(Tier.CHECKSUMS, DIRECTION, Instant.EPOCH, objects, NotListed.NOWHERE);
        HtmlFile.write("parity.jte", new ParityPage(new VerifiedRun(run, report, false)), file);
        return Files.readString(file);
    }

    private static ObjectParity object(
            String name, ParityState state, @org.jspecify.annotations.Nullable String reason) {
        return new ObjectParity(ObjectName.of("gold", "api", name), SecurableKind.TABLE, state, reason);
    }
}
