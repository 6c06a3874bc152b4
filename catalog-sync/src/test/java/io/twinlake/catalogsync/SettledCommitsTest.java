package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinlake.catalogsync.change.Change;
import io.twinlake.catalogsync.change.ChangeType;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.clients.FailureCategory;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.state.Outcome;
import io.twinlake.ledger.state.ReplicaState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stranded commits of a table that can go back no more: they are settled where they stand, and the way back writes over them and nothing else. */
class SettledCommitsTest extends OnOneLedger {
    private static final ObjectName ORDERS = ObjectName.parse("gold.s.orders");
    private TwoRegions regions;

    @BeforeEach
    void leaveACommitInTheWest() {
        regions = new TwoRegions(ledger);
        regions.atWest.table("gold.s.orders", "rows");
        assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);
        regions.west.commit(ORDERS, "WRITE", "alice", null, "left behind");
        regions.promote(regions.north, ledger);
        assertThat(regions.run().counts()).containsEntry(Outcome.BLOCKED, 1);
    }

    @Test
    void areWrittenOverThoughTheSourceHasNotMoved() {
        settle(1);

        assertThat(regions.sync().plan().changes())
                .filteredOn(change -> change.object().equals(ORDERS))
                .extracting(Change::type)
                .containsExactly(ChangeType.REPLACE);
        assertThat(regions.verify(Tier.METADATA).isEqual()).isFalse();
        assertThat(regions.run().failed()).isEmpty();

        assertThat(contentOf(regions.west)).isEqualTo("rows");
        assertThat(orders().in(regions.west.name).settled()).isNull();
        assertThat(regions.verify(Tier.CHECKSUMS).isEqual()).isTrue();
    }

    @Test
    void excuseNoCommitBehindThem() {
        settle(1);
        regions.west.commit(ORDERS, "WRITE", "mallory", null, "mallory's rows");

        SyncReport report = regions.run();

        assertThat(report.failed()).singleElement().satisfies(blocked -> {
            assertThat(blocked.outcome()).isEqualTo(Outcome.BLOCKED);
            assertThat(blocked.failure().message()).contains("mallory committed version 2", "after version 1");
            assertThat(blocked.failure().next()).contains("--stranded").doesNotContain("RESTORE");
        });
        assertThat(contentOf(regions.west)).isEqualTo("mallory's rows");
    }

    @Test
    void excuseNoCommitThatComesRightBeforeTheClone() {
        settle(1);
        PreparedSync prepared = regions.sync().prepare(regions.begin().id(), () -> true);
        regions.west.commit(ORDERS, "WRITE", "mallory", null, "mallory's rows");
        for (int wave = 0; wave < prepared.waves(); wave++) {
            prepared.applyWave(wave, 0, 1);
        }

        assertThat(prepared.finish().counts()).containsEntry(Outcome.BLOCKED, 1);
        assertThat(contentOf(regions.west)).isEqualTo("mallory's rows");
    }

    @Test
    void areWrittenOverWhateverTheyMadeOfTheDefinition() {
        regions.west
                .objects
                .get("table gold.s.orders")
                .withObjectProperty("properties")
                .put("p", "1");
        settle(1);

        assertThat(regions.run().failed()).isEmpty();
        assertThat(regions.verify(Tier.CHECKSUMS).isEqual()).isTrue();
    }

    @Test
    void staySettledAfterASyncThatFailed() {
        settle(1);
        regions.west.fail(call -> call.contains("DEEP CLONE"), FailureCategory.INVALID, "[SOMETHING] is wrong");
        assertThat(regions.run().result()).isEqualTo(RunResult.PARTIAL);
        assertThat(contentOf(regions.west)).isEqualTo("left behind");
        regions.west.heal();

        assertThat(regions.run().failed()).isEmpty();
        assertThat(contentOf(regions.west)).isEqualTo("rows");
    }

    @Test
    void areWrittenOverByTheRunThatGoesOnWhereOneWasKilled() {
        settle(1);
        RunId run = regions.begin().id();
        PreparedSync killed = regions.sync().prepare(run, () -> true);
        regions.west.before(call -> call.startsWith("grants table gold.s.orders") && cloned(), () -> {
            throw new Killed();
        });
        assertThatThrownBy(() -> {
                    for (int wave = 0; wave < killed.waves(); wave++) {
                        killed.applyWave(wave, 0, 1);
                    }
                })
                .isInstanceOf(Killed.class);
        regions.ledger.runs().end(run, RunResult.FAILED, Map.of(), "given up");
        assertThat(orders().in(regions.west.name).settled()).isEqualTo(1L);

        assertThat(regions.run().failed()).isEmpty();
        assertThat(regions.verify(Tier.CHECKSUMS).isEqual()).isTrue();
    }

    /** The west serves again before anything was written over: what it has is then copied, and what the north committed blocks. */
    @Test
    void excuseNothingInTheOtherRegion() {
        settle(1);
        regions.north.commit(ORDERS, "WRITE", "bob", null, "bob's rows");
        regions.promote(regions.west, ledger);

        assertThat(regions.run().failed())
                .singleElement()
                .satisfies(blocked -> assertThat(blocked.failure().message()).contains("bob committed version 2"));
        assertThat(contentOf(regions.north)).isEqualTo("bob's rows");

        regions.north.commit(ORDERS, "RESTORE", "bob", "{\"version\":\"1\"}", "rows");
        assertThat(regions.run().failed()).isEmpty();
        assertThat(contentOf(regions.north)).isEqualTo("left behind");
    }

    private void settle(long version) {
        RunId run = regions.begin().id();
        regions.ledger.states().record(run, List.of(orders().settledIn(regions.west.name, version, run)), List.of());
        regions.ledger.runs().end(run, RunResult.SUCCEEDED, Map.of(), "settled");
    }

    private ReplicaState orders() {
        return regions.state(SecurableKind.TABLE, "gold.s.orders");
    }

    private boolean cloned() {
        return regions.west.history(ORDERS).stream()
                .anyMatch(commit -> commit.operation().equals("CLONE"));
    }

    private static String contentOf(RegionTwin region) {
        List<RegionTwin.Commit> history = region.history(ORDERS);
        return history.get(history.size() - 1).content();
    }

    /** What a kill -9 leaves nothing of. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}
