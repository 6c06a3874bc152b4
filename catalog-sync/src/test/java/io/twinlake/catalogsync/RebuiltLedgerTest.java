package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.catalogsync.rebuild.Recovered;
import io.twinlake.catalogsync.rebuild.Unproven;
import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.state.CloneRecord;
import io.twinlake.ledger.state.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger is lost, and another one begins with what both regions tell. */
class RebuiltLedgerTest {
    private static final ObjectName ORDERS = ObjectName.parse("gold.s.orders");
    private static final ObjectName ITEMS = ObjectName.parse("gold.s.items");

    @TempDir
    private Path folder;

    private Ledger lost;
    private Ledger found;
    private TwoRegions regions;
    private TwoRegions rebuilt;

    @BeforeEach
    void replicateOnce() {
        lost = TwoRegions.ledger(folder.resolve("lost"));
        found = TwoRegions.ledger(folder.resolve("found"));
        regions = new TwoRegions(lost);
        regions.atWest.table("gold.s.orders", "rows");
        regions.atWest.table("gold.s.items", "items");
        regions.atWest.view("gold.s.recent", "SELECT id FROM gold.s.orders", "gold.s.orders");
        regions.atWest.function("gold.s.plus_one", "x + 1");
        regions.run();
        rebuilt = regions.onto(found);
    }

    @AfterEach
    void closeLedgers() {
        lost.close();
        found.close();
    }

    @Test
    void theNextSyncWritesNothingWhereNothingMoved() {
        Recovered recovered = rebuild(rebuilt.sync());

        assertThat(recovered.states()).hasSize(5);
        assertThat(recovered.unproven())
                .extracting(unproven -> unproven.object().toString())
                .containsExactly("function gold.s.plus_one");
        assertThat(rebuilt.run().result()).isEqualTo(RunResult.SUCCEEDED);
        assertThat(regions.north.writes).isEmpty();
        assertThat(rebuilt.verify(Tier.CHECKSUMS).isEqual()).isTrue();
    }

    @Test
    void aSourceThatMovedSinceIsClonedIncrementally() {
        regions.west.commit(ORDERS, "WRITE", "alice", null, "more rows");
        regions.west.objects.get("table gold.s.orders").put("comment", "changed at the source");

        assertThat(rebuild(rebuilt.sync()).unproven()).hasSize(2);
        SyncReport before = rebuilt.run();

        assertThat(before.failed())
                .singleElement()
                .satisfies(blocked -> assertThat(blocked.object()).isEqualTo(ORDERS));

        regions.west.objects.get("table gold.s.orders").remove("comment");
        rebuild(rebuilt.sync());
        SyncReport report = rebuilt.run();

        assertThat(report.result()).isEqualTo(RunResult.SUCCEEDED);
        assertThat(report.clones()).singleElement().satisfies(clone -> {
            assertThat(clone.object()).isEqualTo(ORDERS);
            assertThat(clone.mode()).isEqualTo(CloneRecord.Mode.INCREMENTAL);
        });
        assertThat(content(ORDERS)).isEqualTo("more rows");
    }

    @Test
    void behindACloneThatNothingFollowsADifferenceIsTheSources() {
        regions.west.commit(ORDERS, "WRITE", "alice", null, "more rows");
        regions.run();
        regions.west.objects.get("table gold.s.orders").put("comment", "changed at the source");

        assertThat(rebuild(rebuilt.sync()).unproven()).hasSize(1);

        assertThat(rebuilt.run().failed()).isEmpty();
        assertThat(regions.north
                        .objects
                        .get("table gold.s.orders")
                        .path("comment")
                        .asText())
                .isEqualTo("changed at the source");
    }

    @Test
    void aCopyThatTookTheReplicasNameIsUnprovenAndBlocked() {
        regions.north.objects.get("table gold.s.orders").put("table_id", regions.north.nextId());
        regions.west.commit(ORDERS, "WRITE", "alice", null, "more rows");

        assertThat(rebuild(rebuilt.sync()).unproven())
                .anySatisfy(
                        unproven -> assertThat(unproven.what()).contains("it is a copy that took the replica's name"));

        assertThat(rebuilt.run().failed())
                .singleElement()
                .satisfies(blocked -> assertThat(blocked.outcome()).isEqualTo(Outcome.BLOCKED));
        assertThat(content(ORDERS)).isEqualTo("rows");
    }

    @Test
    void aCloneOfAReplicaUnderAnotherNameStaysItsMakers() {
        ObjectNode copy = regions.north.objects.get("table gold.s.orders").deepCopy();
        copy.put("name", "my_copy").put("table_id", regions.north.nextId());
        regions.north.objects.put("table gold.s.my_copy", copy);
        regions.north.commit(ObjectName.parse("gold.s.my_copy"), "CLONE", "engineer", null, "mine alone");
        regions.atWest.table("gold.s.my_copy", "from the source");

        assertThat(names(rebuild(rebuilt.sync()))).contains("table gold.s.my_copy");

        assertThat(rebuilt.run().failed())
                .extracting(failed -> failed.object().toString())
                .containsExactly("gold.s.my_copy");
        assertThat(content(ObjectName.parse("gold.s.my_copy"))).isEqualTo("mine alone");
    }

    @Test
    void rowsThatWereWrittenAtTheReplicaAreUnprovenAndStay() {
        regions.north.commit(ORDERS, "MERGE", "engineer", null, "another's rows");
        regions.west.commit(ORDERS, "WRITE", "alice", null, "more rows");

        assertThat(rebuild(rebuilt.sync()).unproven())
                .anySatisfy(unproven -> assertThat(unproven.what()).contains("written to at the replica", "MERGE"));

        assertThat(rebuilt.run().result()).isEqualTo(RunResult.PARTIAL);
        assertThat(content(ORDERS)).isEqualTo("another's rows");
    }

    @Test
    void aViewThatDiffersIsUnprovenForNobodyKnowsWhoseTheChangeIs() {
        regions.north.objects.get("table gold.s.recent").put("view_definition", "SELECT 1 AS id");

        assertThat(names(rebuild(rebuilt.sync()))).contains("view gold.s.recent");
        assertThat(rebuilt.run().result()).isEqualTo(RunResult.PARTIAL);
        assertThat(regions.north
                        .objects
                        .get("table gold.s.recent")
                        .path("view_definition")
                        .asText())
                .isEqualTo("SELECT 1 AS id");
    }

    @Test
    void behindAMoveTheOldPrimaryGetsWhatTheNewOneWroteAndNothingElse() {
        regions.north.commit(ORDERS, "MERGE", "the api", null, "written while the north serves");
        regions.west.writes.clear();

        rebuild(rebuilt.back());
        SyncReport report = rebuilt.run(rebuilt.back(), rebuilt.beginBack().id());

        assertThat(report.failed()).isEmpty();
        assertThat(report.clones()).extracting(CloneRecord::object).containsExactly(ORDERS);
        assertThat(regions.west.history(ORDERS).get(1).content()).isEqualTo("written while the north serves");
        assertThat(regions.west.history(ITEMS)).hasSize(1);
    }

    @Test
    void whatTheOldPrimaryWroteBehindTheLastCloneIsStrandedAndNotOverwritten() {
        regions.west.commit(ORDERS, "WRITE", "alice", null, "never replicated");
        regions.north.commit(ORDERS, "MERGE", "the api", null, "written while the north serves");

        rebuild(rebuilt.back());
        SyncReport report = rebuilt.run(rebuilt.back(), rebuilt.beginBack().id());

        assertThat(report.failed())
                .singleElement()
                .satisfies(blocked -> assertThat(blocked.failure().message()).contains("stranded commits"));
        assertThat(regions.west.history(ORDERS)).hasSize(2);
    }

    @Test
    void thereAndBackTheNextSyncWritesNothing() {
        regions.north.commit(ORDERS, "MERGE", "the api", null, "written while the north served");
        regions.run(regions.back(), regions.beginBack().id());
        assertThat(regions.west.history(ORDERS).get(1).content()).isEqualTo("written while the north served");

        Recovered recovered = rebuild(rebuilt.sync());

        assertThat(names(recovered)).containsExactly("function gold.s.plus_one");
        assertThat(rebuilt.run().result()).isEqualTo(RunResult.SUCCEEDED);
        assertThat(regions.north.writes).isEmpty();
    }

    /** What is recovered, in the ledger that is new. */
    private Recovered rebuild(CatalogSync sync) {
        regions.north.writes.clear();
        RunId run = rebuilt.begin().id();
        Recovered recovered = sync.recover(run);
        assertThat(regions.north.writes).isEmpty();
        rebuilt.ledger.states().record(run, recovered.states(), List.of());
        recovered.clones().forEach(rebuilt.ledger.clones()::put);
        rebuilt.ledger.runs().end(run, RunResult.SUCCEEDED, Map.of(), "rebuilt");
        return recovered;
    }

    private static List<String> names(Recovered recovered) {
        return recovered.unproven().stream()
                .map(Unproven::object)
                .map(Object::toString)
                .toList();
    }

    private String content(ObjectName table) {
        return regions.north.history(table).stream()
                .reduce((older, newer) -> newer)
                .orElseThrow()
                .content();
    }
}
