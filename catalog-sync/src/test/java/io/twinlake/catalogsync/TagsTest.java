package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.catalogsync.outcome.Unknown;
import io.twinlake.catalogsync.parity.ParityReport;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.clients.FailureCategory;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.ledger.state.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tags of objects and columns: the source says them, and nobody's own at the replica are lost unheard. */
class TagsTest extends OnOneLedger {
    private static final String ORDERS = "gold.s.orders";

    private TwoRegions regions;

    @BeforeEach
    void syncOnce() {
        regions = new TwoRegions(ledger);
        regions.atWest.table(ORDERS, "rows");
        regions.west.tags.put("gold", "tier", "gold");
        regions.west.tags.put("gold.s", "domain", "crm");
        regions.west.tags.put(ORDERS, "class", "confidential");
        regions.west.tags.put(ORDERS + ".id", "pii", "");
        regions.run();
    }

    @Test
    void areTheSourcesOnAllThatBearsThem() {
        assertThat(regions.north.tags.at("gold")).isEqualTo(Map.of("tier", "gold"));
        assertThat(regions.north.tags.at("gold.s")).isEqualTo(Map.of("domain", "crm"));
        assertThat(regions.north.tags.at(ORDERS)).isEqualTo(Map.of("class", "confidential"));
        assertThat(regions.north.tags.at(ORDERS + ".id")).isEqualTo(Map.of("pii", ""));
        assertThat(state(ORDERS)).isEqualTo(ParityState.IN_SYNC);
        assertThat(regions.sync().plan().hasDifferences()).isFalse();
    }

    @Test
    void followEveryChangeAndAreNothingElseToWrite() {
        regions.west.tags.put(ORDERS, "class", "public");
        regions.west.tags.at(ORDERS + ".id").clear();
        regions.west.tags.put(ORDERS, "owner", "sales");
        regions.north.writes.clear();

        assertThat(regions.sync().plan().changes())
                .filteredOn(change -> !change.fields().isEmpty())
                .singleElement()
                .satisfies(change -> assertThat(change.fields())
                        .extracting(field -> field.name())
                        .containsExactly("column.id tag.pii", "tag.class", "tag.owner"));
        assertThat(regions.run().counts()).containsEntry(Outcome.UPDATED, 1);

        assertThat(regions.north.writes)
                .contains(
                        "untag " + ORDERS + ".id pii",
                        "tag " + ORDERS + " class=public",
                        "tag " + ORDERS + " owner=sales")
                .noneMatch(write -> write.contains("CLONE"));
        assertThat(regions.run().counts()).containsEntry(Outcome.UPDATED, 0);
    }

    @Test
    void areSetAgainOnWhatIsReplacedAndComesWithoutThem() {
        regions.west.commit(ObjectName.parse(ORDERS), "WRITE", "alice", null, "more rows");
        regions.north.before(
                call -> call.startsWith("tags " + ORDERS),
                () -> regions.north.tags.forget(TagsTwin.table(ORDERS).object()));

        assertThat(regions.run().failed()).isEmpty();

        assertThat(regions.north.tags.at(ORDERS)).isEqualTo(Map.of("class", "confidential"));
        assertThat(regions.north.tags.at(ORDERS + ".id")).isEqualTo(Map.of("pii", ""));
    }

    @Test
    void ofAnotherHandAreNotOverwritten() {
        regions.north.tags.put(ORDERS, "reviewed", "yes");

        SyncReport report = regions.run();

        assertThat(report.failed()).singleElement().satisfies(blocked -> {
            assertThat(blocked.outcome()).isEqualTo(Outcome.BLOCKED);
            assertThat(blocked.failure().message()).contains("tag.reviewed: nothing at the source, 'yes'");
        });
        assertThat(state(ORDERS)).isEqualTo(ParityState.DRIFTED);
        assertThat(regions.north.tags.at(ORDERS)).containsKey("reviewed");
    }

    /** What an object's new owner is read back with says nothing of its tags. */
    @Test
    void areRememberedOfATableThatGotItsOwner() {
        regions.atWest.own(SecurableKind.TABLE, ORDERS, "alice");
        regions.run();
        regions.north.tags.at(ORDERS).clear();

        assertThat(regions.run().failed())
                .singleElement()
                .satisfies(blocked -> assertThat(blocked.failure().message())
                        .contains("tag.class: 'confidential' at the source, nothing at the replica"));
        assertThat(regions.north.tags.at(ORDERS)).isEmpty();
    }

    @Test
    void thatSomebodySetsBetweenPlanAndWriteStay() {
        regions.west.tags.put(ORDERS, "class", "public");
        regions.north.before(
                call -> call.startsWith("find table " + ORDERS),
                () -> regions.north.tags.put(ORDERS, "reviewed", "yes"));

        SyncReport report = regions.run();

        assertThat(report.failed())
                .singleElement()
                .satisfies(blocked -> assertThat(blocked.failure().message())
                        .contains("changed at the replica by somebody else since the plan"));
        Map<String, String> theirs = Map.of("class", "confidential", "reviewed", "yes");
        assertThat(regions.north.tags.at(ORDERS)).isEqualTo(theirs);
        assertThat(regions.run().failed())
                .singleElement()
                .satisfies(blocked -> assertThat(blocked.failure().message())
                        .contains("tag.reviewed: nothing at the source, 'yes' at the replica"));
        assertThat(regions.north.tags.at(ORDERS)).isEqualTo(theirs);
    }

    @Test
    void areNotTakenForAnotherHandsWhereTheListsAreLate() {
        regions.north.tags.standStill();
        regions.west.tags.put(ORDERS, "class", "public");
        regions.run();

        assertThat(regions.sync().plan().hasDifferences()).isFalse();
        assertThat(regions.run().failed()).isEmpty();
        assertThat(state(ORDERS)).isEqualTo(ParityState.IN_SYNC);
    }

    @Test
    void areLeftAloneWhereTheyCannotBeRead() {
        regions.west.fail(call -> call.contains("column_tags"), FailureCategory.INVALID, "no such relation");
        regions.north.writes.clear();

        SyncReport report = regions.run();

        assertThat(report.failed()).isEmpty();
        assertThat(regions.north.writes).noneMatch(write -> write.contains("tag"));
        assertThat(report.remarks().unknown()).extracting(Unknown::what).contains("tags in west");
        assertThat(state(ORDERS)).isEqualTo(ParityState.UNKNOWN);
        regions.west.heal();
        assertThat(regions.run().counts()).containsEntry(Outcome.UPDATED, 0);
    }

    @Test
    void thatTheReplicaRefusesAreNamedAndTheRestIsWhole() {
        regions.west.tags.put(ORDERS, "governed", "eu");
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "analysts", "SELECT");
        regions.west.tags.put(ORDERS, "owner", "sales");
        regions.north.fail(
                call -> call.contains("governed"), FailureCategory.PERMISSION, "needs ASSIGN on tag policy governed");

        SyncReport report = regions.run();

        assertThat(report.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(failed.failure().message()).contains("ASSIGN on tag policy governed");
        });
        assertThat(regions.north.tags.at(ORDERS)).containsEntry("owner", "sales");
        assertThat(regions.atNorth.grants(SecurableKind.TABLE, ORDERS).getOrDefault("analysts", List.of()))
                .isEmpty();
        regions.north.heal();
        assertThat(regions.run().failed()).isEmpty();
        assertThat(regions.north.tags.at(ORDERS)).containsEntry("governed", "eu");
        assertThat(regions.atNorth.grants(SecurableKind.TABLE, ORDERS)).containsEntry("analysts", List.of("SELECT"));
    }

    @Test
    void goHomeWithAFailback() {
        regions.promote(regions.north, ledger);
        regions.north.tags.put(ORDERS, "class", "public");

        assertThat(regions.run().failed()).isEmpty();

        assertThat(regions.west.tags.at(ORDERS)).isEqualTo(Map.of("class", "public"));
        assertThat(regions.west.tags.at("gold.s")).isEqualTo(Map.of("domain", "crm"));
    }

    private ParityState state(String table) {
        ParityReport report = regions.sync().verify(Tier.METADATA);
        return report.objects().stream()
                .filter(object -> object.kind() == SecurableKind.TABLE
                        && object.object().toString().equals(table))
                .findFirst()
                .orElseThrow()
                .state();
    }

    @Test
    void ofAnObjectThatWasPairedBeforeTheyWereReadAreSetBesideThePeoples() {
        regions.atWest.table("gold.s.items", "rows");
        regions.west.fail(call -> call.contains("column_tags"), FailureCategory.INVALID, "no such relation");
        regions.run();
        regions.west.heal();
        regions.west.tags.put("gold.s.items", "class", "public");

        assertThat(regions.run().failed()).isEmpty();
        assertThat(regions.north.tags.at("gold.s.items")).isEqualTo(Map.of("class", "public"));
        assertThat(List.of(regions.run().counts().get(Outcome.UPDATED))).containsExactly(0);
    }
}
