package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.column.KeyConstraint;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.clients.FailureCategory;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.ledger.run.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How tables come to their keys, which no clone carries. */
class KeysTest extends OnOneLedger {
    private TwoRegions regions;

    @BeforeEach
    void setUp() {
        regions = new TwoRegions(ledger);
        regions.atWest.table("gold.s.children", "rows");
        regions.atWest.table("gold.s.parents", "rows");
        primary("gold.s.parents").put("rely", true);
        primary("gold.s.children");
        foreign("gold.s.children", "gold.s.parents");
    }

    @Test
    void givesKeysWhereAllTablesStand() {
        assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);

        assertThat(keys(regions.north)).isEqualTo(keys(regions.west));
        assertThat(state("gold.s.children")).isEqualTo(ParityState.IN_SYNC);
    }

    @Test
    void tablesMayReferToEachOtherAndToThemselves() {
        foreign("gold.s.parents", "gold.s.children");
        foreign("gold.s.parents", "gold.s.parents");

        assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);

        assertThat(keys(regions.north)).isEqualTo(keys(regions.west));
    }

    @Test
    void areNotTakenForAnotherHandsWhereTheirListIsLate() {
        primary("gold.s.parents");
        regions.run();
        regions.north.listsKeysLate = true;

        assertThat(regions.sync().plan().hasDifferences()).isFalse();
        assertThat(regions.run().failed()).isEmpty();
        assertThat(keys(regions.north)).isEqualTo(keys(regions.west));
    }

    @Test
    void givesThemAgainBehindAClone() {
        regions.run();
        regions.west.commit(ObjectName.parse("gold.s.parents"), "WRITE", "alice", null, "more");

        assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);

        assertThat(keys(regions.north)).isEqualTo(keys(regions.west));
        regions.north.writes.clear();
        assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);
        assertThat(regions.north.writes).isEmpty();
    }

    @Test
    void follows() {
        regions.run();
        table(regions.west, "gold.s.children").remove("table_constraints");
        primary("gold.s.children").put("name", "another");
        assertThat(state("gold.s.children")).isEqualTo(ParityState.LAGGING);

        assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);

        assertThat(keys(regions.north)).isEqualTo(keys(regions.west));
    }

    @Test
    void oneThatSomebodyChangedAtTheReplicaIsDriftAndStays() {
        regions.run();
        table(regions.north, "gold.s.children").remove("table_constraints");

        assertThat(state("gold.s.children")).isEqualTo(ParityState.DRIFTED);
        assertThat(regions.run().failed())
                .singleElement()
                .satisfies(failed -> assertThat(failed.failure().message()).contains("changed at the replica"));
    }

    /** Only an owner may change keys, and whoever owned the replica has it back then. */
    @Test
    void takesATableForItAndGivesItBack() {
        regions.atWest.own(SecurableKind.TABLE, "gold.s.children", "alice");
        regions.atWest.own(SecurableKind.TABLE, "gold.s.parents", "analysts");
        regions.run();
        regions.west.commit(ObjectName.parse("gold.s.children"), "WRITE", "alice", null, "more");

        assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);

        assertThat(keys(regions.north)).isEqualTo(keys(regions.west));
        assertThat(table(regions.north, "gold.s.children").path("owner").asText())
                .isEqualTo("alice");
        assertThat(table(regions.north, "gold.s.parents").path("owner").asText())
                .isEqualTo("analysts");
    }

    @Test
    void aRunThatIsKilledBehindTakingATableIsMadeUpFor() {
        regions.atWest.own(SecurableKind.TABLE, "gold.s.children", "alice");
        regions.atWest.own(SecurableKind.TABLE, "gold.s.parents", "analysts");
        regions.run();
        regions.west.commit(ObjectName.parse("gold.s.children"), "WRITE", "alice", null, "more");
        regions.north.before(call -> call.contains("ADD CONSTRAINT"), () -> {
            throw new Killed();
        });
        assertThatThrownBy(regions::run).hasRootCauseInstanceOf(Killed.class);

        assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);

        assertThat(keys(regions.north)).isEqualTo(keys(regions.west));
        assertThat(table(regions.north, "gold.s.children").path("owner").asText())
                .isEqualTo("alice");
        assertThat(table(regions.north, "gold.s.parents").path("owner").asText())
                .isEqualTo("analysts");
    }

    @Test
    void namesTheTableWhoseKeyIsRefusedAndTriesAgain() {
        regions.north.fail(call -> call.contains("FOREIGN KEY"), FailureCategory.INVALID, "no such key");

        assertThat(regions.run().failed()).singleElement().satisfies(failed -> {
            assertThat(failed.object()).isEqualTo(ObjectName.parse("gold.s.children"));
            assertThat(failed.failure().message()).contains("keys of table gold.s.children", "no such key");
        });

        regions.north.heal();
        assertThat(regions.run().failed()).isEmpty();
        assertThat(keys(regions.north)).isEqualTo(keys(regions.west));
    }

    @Test
    void namesAKeyThatRefersToWhatIsOutOfScope() {
        regions.atWest.table("gold.s.tmp_parents", "rows");
        primary("gold.s.tmp_parents");
        foreign("gold.s.parents", "gold.s.tmp_parents");

        assertThat(regions.run().remarks().kept())
                .singleElement()
                .asString()
                .contains("table gold.s.parents does not get its key", "gold.s.tmp_parents, which is out of");

        assertThat(keys(regions.north).get("gold.s.parents")).hasSize(1);
        assertThat(state("gold.s.parents")).isEqualTo(ParityState.IN_SYNC);
    }

    /** A table of the home region keeps its keys where its rows come home. */
    @Test
    void anOriginalKeepsItsKeys() {
        regions.atWest.table("gold.s.tmp_parents", "rows");
        primary("gold.s.tmp_parents");
        foreign("gold.s.parents", "gold.s.tmp_parents");
        regions.run();
        var before = keys(regions.west);
        regions.promote(regions.north, ledger);
        regions.north.commit(ObjectName.parse("gold.s.parents"), "WRITE", "bob", null, "written in the north");

        assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);

        assertThat(keys(regions.west)).isEqualTo(before);
    }

    /** Where nobody tells which tables have keys, each is asked. */
    @Test
    void asksEachTableWhereTheListOfKeysIsRefused() {
        regions.west.fail(call -> call.contains("SELECT DISTINCT"), FailureCategory.PERMISSION, "may not look");
        regions.north.fail(call -> call.contains("SELECT DISTINCT"), FailureCategory.PERMISSION, "may not look");

        assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);

        assertThat(keys(regions.north)).isEqualTo(keys(regions.west));
    }

    private ParityState state(String table) {
        return regions.sync().verify(Tier.METADATA).objects().stream()
                .filter(found -> found.object().fullName().equals(table))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private ObjectNode primary(String table) {
        ObjectNode key = key(table, "primary_key_constraint");
        key.put("name", "pk_of_" + ObjectName.parse(table).name());
        return key;
    }

    private void foreign(String table, String parent) {
        ObjectNode key = key(table, "foreign_key_constraint");
        key.put(
                "name",
                "from_" + ObjectName.parse(table).name() + "_to_"
                        + ObjectName.parse(parent).name());
        key.put("parent_table", parent).putArray("parent_columns").add("id");
    }

    private ObjectNode key(String table, String kind) {
        ObjectNode key = table(regions.west, table)
                .withArrayProperty("table_constraints")
                .addObject()
                .putObject(kind);
        key.putArray("child_columns").add("id");
        return key;
    }

    private static ObjectNode table(RegionTwin region, String name) {
        return region.objects.get(RegionTwin.key(SecurableKind.TABLE, ObjectName.parse(name)));
    }

    /** The keys of each table, in an order that is the same everywhere. */
    private static TreeMap<String, List<String>> keys(RegionTwin region) {
        TreeMap<String, List<String>> keys = new TreeMap<>();
        for (ObjectNode table : region.objects.values()) {
            if (table.has("columns") && !table.path("name").asText().startsWith("tmp_")) {
                List<String> texts = new ArrayList<>();
                for (JsonNode key : table.path("table_constraints")) {
                    texts.add(KeyConstraint.among(
                                    JsonNodeFactory.instance.arrayNode().add(key))
                            .get(0)
                            .toString());
                }
                texts.sort(null);
                keys.put("gold.s." + table.path("name").asText(), texts);
            }
        }
        return keys;
    }

    /** What a kill -9 leaves nothing of. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}
