package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.catalogsync.parity.ParityReport;
import io.twinlake.catalogsync.parity.ParityReport.Answers;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.clients.FailureCategory;
import io.twinlake.config.name.ObjectName;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What views answer in both regions, where their texts and all that they read are equal. */
class AnswersOfViewsTest extends OnOneLedger {
    private static final ObjectName VIEW = ObjectName.parse("gold.s.v");
    private static final ObjectName ORDERS = ObjectName.parse("gold.s.orders");

    private TwoRegions regions;

    @BeforeEach
    void replicateAViewOfAView() {
        regions = new TwoRegions(ledger);
        regions.atWest.table("gold.s.orders", "rows");
        regions.atWest.view("gold.s.u", "SELECT id FROM gold.s.orders", "gold.s.orders");
        regions.atWest.view("gold.s.v", "SELECT id FROM gold.s.u", "gold.s.u");
        assertThat(regions.run().failed()).isEmpty();
    }

    @Test
    void areComparedWhereEveryRowIs() {
        assertThat(regions.verify(Tier.CHECKSUMS).answers().equal()).isEqualTo(2);
        assertThat(regions.verify(Tier.COUNTS).answers()).isEqualTo(Answers.NONE);
        assertThat(regions.verify(Tier.CHECKSUMS).isEqual()).isTrue();
    }

    @Test
    void areNamedWhereTheyDiffer() {
        regions.north.answers.put("gold.s.v", () -> List.of("2", "8"));

        ParityReport report = regions.verify(Tier.CHECKSUMS);

        assertThat(report.answers().different()).containsOnlyKeys(VIEW);
        assertThat(report.answers().different().get(VIEW)).contains("row count 1 at the source, 2 at the replica");
        assertThat(report.answers().equal()).isEqualTo(1);
        assertThat(report.isEqual()).isFalse();
    }

    @Test
    void ofOneThatAnswersOtherwiseEachTimeAreNoDifference() {
        AtomicInteger asked = new AtomicInteger();
        regions.west.answers.put("gold.s.v", () -> List.of("1", Integer.toString(asked.incrementAndGet())));

        assertNotCompared("it answers otherwise each time that it is asked");
    }

    @Test
    void areNoDifferenceWhereTheirTableMovedMeanwhile() {
        regions.north.before(
                call -> call.startsWith("submit SELECT count") && call.contains("`v` LIMIT"),
                () -> regions.west.commit(ORDERS, "WRITE", "alice", null, "more rows"));
        regions.north.answers.put("gold.s.v", () -> List.of("2", "8"));

        assertNotCompared("what it reads changed while it was asked");
    }

    @Test
    void areNotComparedWhereTheirTableLags() {
        regions.west.commit(ORDERS, "WRITE", "alice", null, "more rows");

        assertNotCompared("it reads table gold.s.orders, which is not in sync");
    }

    @Test
    void areNotComparedWhereTheyDependOnWhoAsks() {
        regions.atWest.view("gold.s.u", "SELECT id FROM gold.s.orders WHERE id = current_user()", "gold.s.orders");
        regions.run();

        ParityReport report = regions.verify(Tier.CHECKSUMS);

        assertThat(report.answers().notCompared())
                .containsEntry(ObjectName.parse("gold.s.u"), "its rows depend on who asks")
                .containsEntry(VIEW, "its rows depend on who asks, through view gold.s.u");
    }

    @Test
    void areNotComparedWhereTheyAreTooMany() {
        regions.west.answers.put("gold.s.v", () -> List.of(Integer.toString(Answers.ROWS + 1), "1"));
        regions.north.answers.put("gold.s.v", () -> List.of(Integer.toString(Answers.ROWS + 1), "2"));

        assertNotCompared("it has more than 100000 rows");
    }

    @Test
    void thatCannotBeReadLeaveTheOthersCompared() {
        regions.north.fail(call -> call.contains("`v` LIMIT"), FailureCategory.PERMISSION, "no SELECT on it");

        assertNotCompared("its rows could not be read: no SELECT on it");
        assertThat(regions.verify(Tier.CHECKSUMS).answers().equal()).isEqualTo(1);
    }

    private void assertNotCompared(String why) {
        ParityReport report = regions.verify(Tier.CHECKSUMS);
        assertThat(report.answers().notCompared()).containsEntry(VIEW, why);
        assertThat(report.answers().different()).isEmpty();
    }
}
