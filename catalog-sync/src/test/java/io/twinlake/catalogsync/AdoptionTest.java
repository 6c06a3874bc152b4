package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.change.ChangeType;
import io.twinlake.catalogsync.change.Plan;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.catalogsync.situation.Adoption;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.state.Outcome;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bears our marker and what this ledger pairs are two things. */
class AdoptionTest {
    private static final ObjectName ORDERS = ObjectName.parse("gold.s.orders");

    @TempDir
    private Path folder;

    private Ledger ledger;
    private TwoRegions regions;

    @BeforeEach
    void replicateOnce() {
        ledger = TwoRegions.ledger(folder.resolve("first"));
        regions = new TwoRegions(ledger);
        regions.atWest.table("gold.s.orders", "rows");
        regions.atWest.view("gold.s.recent", "SELECT id FROM gold.s.orders", "gold.s.orders");
        regions.atWest.function("gold.s.plus_one", "x + 1").put("comment", "Adds one");
        regions.run();
    }

    @AfterEach
    void closeLedger() {
        ledger.close();
    }

    /** The group was moved away and its ledger was lost: an empty one begins where the old primary still answers. */
    @Test
    void anEmptyLedgerOverwritesNothingOfWhatServesMeanwhile() {
        regions.north.commit(ORDERS, "WRITE", "the api", null, "a week of the new primary");
        regions.north.writes.clear();

        try (Ledger empty = TwoRegions.ledger(folder.resolve("empty"))) {
            SyncReport report = regions.onto(empty).run();

            assertThat(report.result()).isEqualTo(RunResult.PARTIAL);
            assertThat(report.failed()).singleElement().satisfies(blocked -> {
                assertThat(blocked.outcome()).isEqualTo(Outcome.BLOCKED);
                assertThat(blocked.object()).isEqualTo(ORDERS);
                assertThat(blocked.failure().message()).contains("bears Twinlake's marker", "does not know it");
                assertThat(blocked.failure().next())
                        .contains("twinlake sync --adopt gold.s.orders", "twinlake ledger restore");
            });
        }
        assertThat(regions.north.writes).isEmpty();
        assertThat(content(ORDERS)).isEqualTo("a week of the new primary");
    }

    @Test
    void aPlanShowsWhatAdoptionTakesAndTheSyncTakesIt() {
        try (Ledger empty = TwoRegions.ledger(folder.resolve("empty"))) {
            TwoRegions begun = regions.onto(empty);
            regions.north.writes.clear();
            Adoption all = new Adoption(true, Set.of());

            Plan plan = begun.sync().adopting(all).plan();
            assertThat(plan.counts()).containsEntry(ChangeType.BLOCKED, 0).containsEntry(ChangeType.REPLACE, 1);
            assertThat(plan.changes())
                    .filteredOn(change -> change.type() == ChangeType.REPLACE)
                    .singleElement()
                    .satisfies(change -> assertThat(change.reason()).contains("adopted"));
            assertThat(plan.remarks().warnings())
                    .anyMatch(warning -> warning.startsWith("table gold.s.orders at the replica"));
            assertThat(regions.north.writes).isEmpty();

            SyncReport report =
                    begun.run(begun.sync().adopting(all), begun.begin().id());
            assertThat(report.failed()).isEmpty();
            assertThat(report.remarks().warnings())
                    .anyMatch(warning -> warning.startsWith("table gold.s.orders at the replica"));
            assertThat(begun.run().failed()).isEmpty();
        }
    }

    @Test
    void aCopyOfAReplicaIsItsMakersThoughItBearsTheMarker() {
        ObjectNode replica = regions.north.objects.get("table gold.s.orders").deepCopy();
        replica.put("name", "my_copy").put("table_id", regions.north.nextId());
        regions.north.objects.put("table gold.s.my_copy", replica);
        regions.north.commit(ObjectName.parse("gold.s.my_copy"), "CLONE", "engineer", null, "mine alone");
        regions.atWest.table("gold.s.my_copy", "from the source");

        assertThat(regions.run().failed())
                .singleElement()
                .satisfies(blocked -> assertThat(blocked.failure().message()).contains("was not made by Twinlake"));
        assertThat(regions.run(
                                regions.sync().adopting(new Adoption(true, Set.of())),
                                regions.begin().id())
                        .failed())
                .hasSize(1);
        assertThat(content(ObjectName.parse("gold.s.my_copy"))).isEqualTo("mine alone");
    }

    @Test
    void aCopyThatTookItsReplicasNameIsNotOurs() {
        ObjectNode copy = regions.north.objects.get("table gold.s.orders").put("table_id", regions.north.nextId());
        assertThat(copy.at("/properties").toString()).contains("twinlake.source");
        regions.west.commit(ORDERS, "WRITE", "alice", null, "more rows");

        assertThat(regions.run().failed())
                .singleElement()
                .satisfies(blocked -> assertThat(blocked.outcome()).isEqualTo(Outcome.BLOCKED));
        assertThat(content(ORDERS)).isEqualTo("rows");
    }

    /** The source has not moved, so its pair with the table that was there before would call the new one equal. */
    @Test
    void adoptionWritesOverATableThatTookItsReplicasPlace() {
        regions.north.objects.get("table gold.s.orders").put("table_id", regions.north.nextId());
        regions.north.histories.remove("gold.s.orders");
        regions.north.commit(ORDERS, "CREATE TABLE AS SELECT", "engineer", null, "other rows");
        assertThat(regions.verify(Tier.METADATA).isEqual()).isFalse();

        SyncReport report = regions.run(
                regions.sync().adopting(new Adoption(false, Set.of(ORDERS))),
                regions.begin().id());

        assertThat(report.counts()).containsEntry(Outcome.REPLACED, 1);
        assertThat(content(ORDERS)).isEqualTo("rows");
        assertThat(regions.verify(Tier.CHECKSUMS).isEqual()).isTrue();
    }

    @Test
    void aPersonMayLetTwinlakeHaveWhatBearsNoMarker() {
        regions.atWest.table("gold.s.theirs", "from the source");
        regions.atNorth.table("gold.s.theirs", "somebody else's rows");
        ObjectName theirs = ObjectName.parse("gold.s.theirs");
        assertThat(regions.run(
                                regions.sync().adopting(new Adoption(true, Set.of())),
                                regions.begin().id())
                        .failed())
                .hasSize(1);

        SyncReport report = regions.run(
                regions.sync().adopting(new Adoption(false, Set.of(theirs))),
                regions.begin().id());

        assertThat(report.failed()).isEmpty();
        assertThat(content(theirs)).isEqualTo("from the source");
        assertThat(regions.run().counts()).containsEntry(Outcome.KEPT, 6);
    }

    @Test
    void aFunctionBearsNoMarkerAndItsPairAloneProvesIt() {
        assertThat(regions.north
                        .objects
                        .get("function gold.s.plus_one")
                        .path("comment")
                        .asText())
                .isEqualTo("Adds one");
        regions.west.objects.get("function gold.s.plus_one").put("routine_definition", "x + 2");

        assertThat(regions.run().counts()).containsEntry(Outcome.REPLACED, 1);

        regions.west.objects.get("function gold.s.plus_one").put("routine_definition", "x + 3");
        try (Ledger empty = TwoRegions.ledger(folder.resolve("empty"))) {
            TwoRegions begun = regions.onto(empty);
            assertThat(begun.run().failed())
                    .extracting(failed -> failed.object().toString())
                    .contains("gold.s.plus_one");
        }
        assertThat(regions.state(SecurableKind.FUNCTION, "gold.s.plus_one").outcome())
                .isEqualTo(Outcome.REPLACED);
    }

    private String content(ObjectName table) {
        return regions.north.history(table).stream()
                .reduce((older, newer) -> newer)
                .orElseThrow()
                .content();
    }
}
