package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.column.KeyConstraint;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.ledger.run.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Somebody gives the table something between its wave and its keys. */
    @ParameterizedTest
    @ValueSource(strings = {"key", "comment", "grant", "id"})
    void leavesAloneWhatSomebodyChangedMeanwhile(String what) {
        regions.run();
        regions.west.commit(ObjectName.parse("gold.s.parents"), "WRITE", "alice", null, "more");
        CatalogSync sync = regions.sync();
        RunId run = regions.begin().id();
        PreparedSync prepared = sync.prepare(run, () -> true);
        for (int wave = 0; wave < prepared.waves(); wave++) {
            prepared.applyWave(wave, 0, 1);
        }
        change(what);
        String changed = table(regions.north, "gold.s.children").toString();

        assertThat(prepared.finish().failed()).singleElement().satisfies(failed -> {
            assertThat(failed.object()).isEqualTo(ObjectName.parse("gold.s.children"));
            assertThat(failed.failure().message()).contains("changed at the replica by somebody else");
        });
        assertThat(table(regions.north, "gold.s.children")).hasToString(changed);
        assertThat(regions.run().failed()).isNotEmpty();
        assertThat(table(regions.north, "gold.s.children")).hasToString(changed);
    }

    /** What somebody else does while keys are made is not ours. */
    @ParameterizedTest
    @ValueSource(strings = {"comment", "grant"})
    void doesNotTakeForItsOwnWhatSomebodyDoesMeanwhile(String what) {
        regions.run();
        regions.west.commit(ObjectName.parse("gold.s.children"), "WRITE", "alice", null, "more");
        regions.north.before(call -> call.contains("FOREIGN KEY"), () -> change(what));
        regions.run();

        assertThat(regions.run().failed())
                .singleElement()
                .satisfies(failed -> assertThat(failed.failure().message()).contains("somebody else"));
    }

    private void change(String what) {
        ObjectNode child = table(regions.north, "gold.s.children");
        switch (what) {
            case "key" ->
                child.withArrayProperty("table_constraints")
                        .addObject()
                        .putObject("foreign_key_constraint")
                        .put("name", "theirs")
                        .put("parent_table", "gold.s.parents");
            case "comment" -> child.put("comment", "theirs");
            case "id" -> child.put("table_id", "theirs");
            default ->
                regions.north.grants.put(
                        RegionTwin.key(SecurableKind.TABLE, ObjectName.parse("gold.s.children")),
                        Map.of("analysts", List.of("SELECT")));
        }
    }

    /** Children that only refer lose their key before the primary key goes, and have it back even where a run is killed between. */
    @Test
    void whatRefersToAPrimaryKeyThatGoesIsMadeUpForBehindAKill() {
        regions.run();
        renamePrimaryKey();
        regions.north.before(call -> call.contains("DROP CONSTRAINT IF EXISTS `pk_of_parents`"), () -> {
            assertThat(keys(regions.north).get("gold.s.children")).hasSize(1);
            throw new Killed();
        });
        assertThatThrownBy(regions::run).hasRootCauseInstanceOf(Killed.class);

        assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);

        assertThat(keys(regions.north)).isEqualTo(keys(regions.west));
    }

    /** A key of a table that is none of this run's is nobody's to take. */
    @Test
    void namesAPrimaryKeyToWhichAStrangerRefers() {
        regions.run();
        renamePrimaryKey();
        regions.atNorth.table("gold.s.tmp_stranger", "rows");
        ObjectNode stranger = table(regions.north, "gold.s.tmp_stranger");
        stranger.set(
                "table_constraints",
                table(regions.north, "gold.s.children").get("table_constraints").deepCopy());
        String before = stranger.toString();

        assertThat(regions.run().failed()).singleElement().satisfies(failed -> {
            assertThat(failed.object()).isEqualTo(ObjectName.parse("gold.s.parents"));
            assertThat(failed.failure().message()).contains("a foreign key refers to it");
        });

        assertThat(stranger).hasToString(before);
        assertThat(keys(regions.north).get("gold.s.children")).hasSize(2);
    }

    private void renamePrimaryKey() {
        table(regions.west, "gold.s.parents").remove("table_constraints");
        primary("gold.s.parents").put("name", "another");
    }

    /** Whether it came about nobody knows; the table goes back to its owner all the same. */
    @Test
    void saysWhichAnswerWasLostAndGivesTheTableBack() {
        regions.atWest.own(SecurableKind.TABLE, "gold.s.children", "alice");
        regions.run();
        regions.west.commit(ObjectName.parse("gold.s.children"), "WRITE", "alice", null, "more");
        regions.north.fail(
                call -> call.contains("FOREIGN KEY"), FailureCategory.UNAVAILABLE, Effect.UNKNOWN, "no answer");

        assertThat(regions.run().failed())
                .singleElement()
                .satisfies(failed -> assertThat(failed.failure().message()).contains("keys of table", "no answer"));

        assertThat(table(regions.north, "gold.s.children").path("owner").asText())
                .isEqualTo("alice");
        regions.north.heal();
        assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);
        assertThat(keys(regions.north)).isEqualTo(keys(regions.west));
    }

    /** Whom the region does not know it cannot be given: it stays whose it was. */
    @Test
    void givesATableBackToWhomItWasTakenFrom() {
        regions.atWest.own(SecurableKind.TABLE, "gold.s.children", "alice");
        regions.run();
        regions.atWest.own(SecurableKind.TABLE, "gold.s.children", "carol");
        regions.west.commit(ObjectName.parse("gold.s.children"), "WRITE", "alice", null, "more");
        regions.north.fail(call -> call.contains("carol"), FailureCategory.PERMISSION, "carol is not to have it");

        regions.run();

        assertThat(keys(regions.north)).isEqualTo(keys(regions.west));
        assertThat(table(regions.north, "gold.s.children").path("owner").asText())
                .isEqualTo("alice");
    }

    @Test
    void anOddAnswerEndsNoSync() {
        regions.north.before(
                call -> call.contains("FOREIGN KEY"),
                () -> regions.north.before(
                        call -> call.contains("DESCRIBE HISTORY") && call.contains("children"), () -> {
                            throw new IllegalArgumentException("odd");
                        }));

        assertThat(regions.run().failed())
                .singleElement()
                .satisfies(failed -> assertThat(failed.failure().message()).contains("could not be understood: odd"));

        assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);
    }

    @Test
    void namesAKeyThatRefersToWhatCannotBeReplicated() {
        table(regions.west, "gold.s.parents").put("data_source_format", "ICEBERG");

        SyncReport report = regions.run();

        assertThat(report.failed()).noneMatch(failed -> failed.object().equals(ObjectName.parse("gold.s.children")));
        assertThat(report.remarks().kept())
                .singleElement()
                .asString()
                .contains("table gold.s.children does not get its key", "gold.s.parents, which is not replicated");
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
