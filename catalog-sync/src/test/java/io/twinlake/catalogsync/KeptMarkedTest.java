package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.state.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica whose source is gone stays for a number of days, whatever clocks do. */
class KeptMarkedTest extends OnOneLedger {
    private static final String ORDERS = "table gold.s.orders";
    private TwoRegions regions;
    private ObjectNode orders;

    @BeforeEach
    void dropOrdersAtTheSource() {
        regions = new TwoRegions(ledger);
        regions.limits = "concurrency: 2, onDelete: keepMarked 7";
        regions.atWest.table("gold.s.orders", "rows");
        regions.run();
        orders = (ObjectNode) regions.west.objects.remove(ORDERS);
    }

    @Test
    void isMarkedByTheFirstSyncAndRemovedByTheFirstAfterItsTime() {
        assertThat(runAfter(Duration.ofDays(1)).counts()).containsEntry(Outcome.PRUNED, 0);
        assertThat(goneSince()).isEqualTo(TwoRegions.NOW.plus(Duration.ofDays(1)));

        assertThat(runAfter(Duration.ofDays(8).minusSeconds(1)).counts()).containsEntry(Outcome.PRUNED, 0);
        assertThat(goneSince()).isEqualTo(TwoRegions.NOW.plus(Duration.ofDays(1)));
        assertThat(regions.north.objects).containsKey(ORDERS);

        assertThat(runAfter(Duration.ofDays(8)).counts()).containsEntry(Outcome.PRUNED, 1);
        assertThat(regions.north.objects).doesNotContainKey(ORDERS);
    }

    @Test
    void nothingIsWrittenToAReplicaThatIsMarked() {
        int before = regions.north.writes.size();

        runAfter(Duration.ofDays(1));

        assertThat(regions.north.writes).hasSize(before);
    }

    @Test
    void aSourceThatIsThereAgainBeginsItsTimeAnew() {
        runAfter(Duration.ofDays(1));
        regions.west.objects.put(ORDERS, orders);
        runAfter(Duration.ofDays(2));
        assertThat(goneSince()).isNull();
        regions.west.objects.remove(ORDERS);

        assertThat(runAfter(Duration.ofDays(9)).counts()).containsEntry(Outcome.PRUNED, 0);
        assertThat(goneSince()).isEqualTo(TwoRegions.NOW.plus(Duration.ofDays(9)));
    }

    @Test
    void aClockThatWasSetBackRemovesNothingEarly() {
        runAfter(Duration.ofDays(-400));

        assertThat(runAfter(Duration.ofDays(6)).counts()).containsEntry(Outcome.PRUNED, 0);
        assertThat(runAfter(Duration.ofDays(7)).counts()).containsEntry(Outcome.PRUNED, 1);
    }

    @Test
    void nothingIsCountedWhileReplicasAreOnlyReported() {
        runAfter(Duration.ofDays(1));
        regions.limits = "concurrency: 2, onDelete: report";
        runAfter(Duration.ofDays(2));
        assertThat(goneSince()).isNull();
        regions.limits = "concurrency: 2, onDelete: keepMarked 7";

        assertThat(runAfter(Duration.ofDays(100)).counts()).containsEntry(Outcome.PRUNED, 0);
    }

    /** @param time since the source was last replicated */
    private SyncReport runAfter(Duration time) {
        regions.clock = Clock.fixed(TwoRegions.NOW.plus(time), ZoneOffset.UTC);
        return regions.run();
    }

    private @Nullable Instant goneSince() {
        return regions.state(SecurableKind.TABLE, "gold.s.orders").pair().goneSince();
    }
}
