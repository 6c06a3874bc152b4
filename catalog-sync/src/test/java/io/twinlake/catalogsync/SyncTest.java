package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.twinlake.catalogsync.change.Change;
import io.twinlake.catalogsync.change.ChangeType;
import io.twinlake.catalogsync.change.Plan;
import io.twinlake.catalogsync.outcome.ObjectOutcome;
import io.twinlake.catalogsync.outcome.SyncStopped;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.epoch.StaleEpochException;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.state.CloneRecord;
import io.twinlake.ledger.state.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyncTest extends OnOneLedger {
    private TwoRegions regions;

    @BeforeEach
    void setUp() {
        regions = new TwoRegions(ledger);
    }

    @Test
    void createsEverythingThenHasNothingLeftToDo() {
        regions.atWest.table("gold.s.orders", "rows").put("comment", "Every order");
        regions.atWest.view("gold.s.recent", "SELECT id FROM gold.s.orders", "gold.s.orders");
        regions.atWest.view("gold.s.count", "SELECT count(*) AS n FROM gold.s.recent", "gold.s.recent");
        regions.atWest.function("gold.s.plus_one", "x + 1").put("comment", "Adds one");
        regions.atWest.grant(SecurableKind.TABLE, "gold.s.orders", "analysts", "SELECT", "MODIFY");

        SyncReport report = regions.run();

        assertThat(report.failed()).isEmpty();
        assertThat(report.result()).isEqualTo(RunResult.SUCCEEDED);
        assertThat(report.counts()).containsEntry(Outcome.CREATED, 6);
        assertThat(report.clones())
                .extracting(
                        clone -> clone.source().version(),
                        CloneRecord::mode,
                        clone -> clone.copy().bytes())
                .containsExactly(tuple(0L, CloneRecord.Mode.FULL, 100L));
        assertThat(report.replicationPoint()).contains(TwoRegions.NOW);
        assertThat(regions.atNorth.grants(SecurableKind.TABLE, "gold.s.orders"))
                .containsEntry("analysts", List.of("MODIFY", "SELECT"));
        assertThat(regions.north
                        .objects
                        .get("table gold.s.orders")
                        .get("comment")
                        .asText())
                .isEqualTo("Every order");

        regions.north.writes.clear();
        SyncReport second = regions.run();
        assertThat(second.counts()).containsEntry(Outcome.KEPT, 6).containsEntry(Outcome.CREATED, 0);
        assertThat(regions.north.writes).isEmpty();
    }

    /** The run dies behind the making of the table: the next one finds it made, and makes nothing itself. */
    @Test
    void preparesTheWayBackOfATableThatAKilledRunMade() {
        regions.atWest.table("gold.s.orders", "rows");
        RunId killed = regions.begin().id();
        PreparedSync prepared = regions.sync().prepare(killed, () -> true);
        for (int wave = 0; wave < prepared.waves(); wave++) {
            prepared.applyWave(wave, 0, 1);
        }
        regions.ledger.runs().end(killed, RunResult.FAILED, Map.of(), "killed");
        assertThat(regions.north.sharing.shares).isEmpty();

        assertThat(regions.run().counts()).containsEntry(Outcome.CREATED, 0);

        assertThat(regions.north.sharing.shares.values())
                .singleElement()
                .satisfies(share -> assertThat(share.path("objects").findValuesAsText("name"))
                        .containsExactly("gold.s.orders"));
        assertThat(regions.west.objects).containsKey("catalog " + mount());
    }

    @Test
    void mountsTheWayBackThatAKilledRunHadOnlyShared() {
        regions.atWest.table("gold.s.orders", "rows");
        regions.run();
        regions.west.objects.remove("catalog " + mount());

        regions.run();

        assertThat(regions.west.objects).containsKey("catalog " + mount());
    }

    @Test
    void writesNothingForAWayBackThatIsPrepared() {
        regions.atWest.table("gold.s.orders", "rows");
        regions.run();
        regions.west.writes.clear();
        regions.north.writes.clear();

        regions.run();

        assertThat(regions.west.writes).isEmpty();
        assertThat(regions.north.writes).isEmpty();
    }

    private String mount() {
        return regions.north.sharing.shares.keySet().iterator().next();
    }

    @Test
    void planChangesNothingAndGivesTheSameHashForTheSameSituation() {
        regions.atWest.table("gold.s.orders", "rows");

        Plan plan = regions.sync().plan();

        assertThat(plan.counts()).containsEntry(ChangeType.CREATE, 3);
        assertThat(plan.hash()).isEqualTo(regions.sync().plan().hash());
        assertThat(regions.west.writes).isEmpty();
        assertThat(regions.north.writes).isEmpty();
        regions.west.commit(ObjectName.parse("gold.s.orders"), "WRITE", "alice", null, "more");
        assertThat(regions.sync().plan().hash()).isNotEqualTo(plan.hash());
    }

    @Test
    void copiesOnlyTheTableThatMoved() {
        regions.atWest.table("gold.s.orders", "rows");
        regions.atWest.table("gold.s.items", "rows");
        regions.run();

        regions.west.commit(ObjectName.parse("gold.s.orders"), "MERGE", "alice", null, "more rows");
        SyncReport report = regions.run();

        assertThat(report.clones())
                .extracting(clone -> clone.object().toString(), CloneRecord::mode)
                .containsExactly(tuple("gold.s.orders", CloneRecord.Mode.INCREMENTAL));
        assertThat(report.counts()).containsEntry(Outcome.REPLACED, 1).containsEntry(Outcome.KEPT, 3);
    }

    @Test
    void copiesATableThatWasDroppedAndCreatedAgainAtTheSameVersion() {
        regions.atWest.table("gold.s.orders", "rows");
        regions.run();

        regions.atWest.table("gold.s.orders", "other rows");

        assertThat(regions.run().counts()).containsEntry(Outcome.REPLACED, 1);
        assertThat(regions.north.history(ObjectName.parse("gold.s.orders")))
                .last()
                .extracting(RegionTwin.Commit::content)
                .isEqualTo("other rows");
    }

    @Test
    void refusesToOverwriteATableItDidNotCreate() {
        regions.atWest.table("gold.s.orders", "rows");
        regions.atNorth.schema("gold", "s");
        regions.atNorth.table("gold.s.orders", "somebody else's rows");

        SyncReport report = regions.run();

        assertThat(report.result()).isEqualTo(RunResult.PARTIAL);
        assertThat(report.failed()).singleElement().satisfies(blocked -> {
            assertThat(blocked.outcome()).isEqualTo(Outcome.BLOCKED);
            assertThat(blocked.failure().message()).contains("table gold.s.orders", "was not made by Twinlake");
        });
        assertThat(regions.north.history(ObjectName.parse("gold.s.orders"))).hasSize(1);
    }

    @Test
    void blocksATableThatSomebodyElseWroteToUntilItIsTakenBack() {
        regions.atWest.table("gold.s.orders", "rows");
        regions.run();
        ObjectName orders = ObjectName.parse("gold.s.orders");
        long ours = regions.state(SecurableKind.TABLE, "gold.s.orders")
                .pair()
                .replica()
                .version();
        regions.north.commit(orders, "UPDATE", "mallory", null, "changed rows");
        regions.west.commit(orders, "WRITE", "alice", null, "more rows");

        SyncReport report = regions.run();

        assertThat(report.failed())
                .singleElement()
                .satisfies(blocked -> assertThat(blocked.failure().message()).contains("mallory", "UPDATE"));
        assertThat(report.failed().get(0).failure().next())
                .contains("RESTORE TABLE `gold`.`s`.`orders` TO VERSION AS OF " + ours);
        assertThat(regions.north.history(orders))
                .last()
                .extracting(RegionTwin.Commit::content)
                .isEqualTo("changed rows");

        regions.north.commit(orders, "RESTORE", "alice", "{\"version\":\"" + ours + "\"}", "rows");
        assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);
        assertThat(regions.north.history(orders))
                .last()
                .extracting(RegionTwin.Commit::content)
                .isEqualTo("more rows");
    }

    @Test
    void takesMaintenanceOfTheReplicaForNoForeignHand() {
        regions.atWest.table("gold.s.orders", "rows");
        regions.run();
        regions.north.commit(ObjectName.parse("gold.s.orders"), "OPTIMIZE", "platform", null, "rows");

        assertThat(regions.run().failed()).isEmpty();
    }

    @Test
    void oneFailingObjectNeverStopsTheRestNorHidesBehindAPoint() {
        regions.atWest.table("gold.s.orders", "rows");
        regions.atWest.table("gold.s.items", "rows");
        regions.north.fail(
                call -> call.startsWith("sql CREATE TABLE `gold`.`s`.`items`"),
                FailureCategory.INVALID,
                "[SOMETHING] is wrong with items");

        SyncReport report = regions.run();

        assertThat(report.result()).isEqualTo(RunResult.PARTIAL);
        assertThat(report.failed())
                .extracting(failed -> failed.object().toString())
                .containsExactly("gold.s.items");
        assertThat(report.counts()).containsEntry(Outcome.CREATED, 3);
        assertThat(report.replicationPoint()).isEmpty();

        regions.north.heal();
        assertThat(regions.run().replicationPoint()).contains(TwoRegions.NOW);
    }

    @Test
    void waitsForTheStatementThatAKilledRunHadHandedIn() {
        regions.atWest.table("gold.s.orders", "rows");
        RunId run = regions.begin().id();
        PreparedSync killed = regions.sync().prepare(run, () -> true);
        killed.applyWave(0, 0, 1);
        killed.applyWave(1, 0, 1);
        regions.north.fail(
                call -> call.startsWith("await"),
                FailureCategory.AUTHENTICATION,
                Effect.UNKNOWN,
                "the process dies while it waits");
        assertThat(killed.applyWave(2, 0, 1)).extracting(ObjectOutcome::outcome).containsExactly(Outcome.FAILED);
        String statement = regions.north.statements.lastCloneId();
        regions.north.heal();

        SyncReport report = regions.run(regions.sync(), run);

        assertThat(report.failed()).isEmpty();
        assertThat(report.clones()).extracting(CloneRecord::statementId).containsExactly(statement);
        assertThat(regions.north.statements.submitted)
                .filteredOn(sql -> sql.contains("DEEP CLONE"))
                .hasSize(1);
    }

    @Test
    void clonesAgainWhereTheSourceMovedOnWhileTheRunWasDown() {
        regions.atWest.table("gold.s.orders", "rows");
        RunId run = regions.begin().id();
        PreparedSync killed = regions.sync().prepare(run, () -> true);
        for (int wave = 0; wave < killed.waves(); wave++) {
            killed.applyWave(wave, 0, 1);
        }
        ObjectName orders = ObjectName.parse("gold.s.orders");
        regions.west.commit(orders, "WRITE", "alice", null, "more rows");

        SyncReport report = regions.run(regions.sync(), run);

        assertThat(report.failed()).isEmpty();
        assertThat(report.clones())
                .extracting(clone -> clone.source().version())
                .containsExactly(1L);
        assertThat(regions.north.history(orders))
                .last()
                .extracting(RegionTwin.Commit::content)
                .isEqualTo("more rows");
    }

    @Test
    void writesNothingUnderAnEpochThatHasPassed() {
        regions.atWest.table("gold.s.orders", "rows");

        assertThatThrownBy(() ->
                        regions.run(regions.sync(new Epoch(0)), regions.begin().id()))
                .isInstanceOf(StaleEpochException.class);

        assertThat(regions.north.writes).isEmpty();
        assertThat(regions.west.writes).isEmpty();
    }

    @Test
    void stopsBetweenTwoObjectsWhenToldToAndGoesOnLater() {
        regions.atWest.table("gold.s.orders", "rows");
        RunId run = regions.begin().id();
        PreparedSync prepared = regions.sync().prepare(run, () -> false);

        assertThatThrownBy(() -> prepared.applyWave(0, 0, 1)).isInstanceOf(SyncStopped.class);

        assertThat(regions.run(regions.sync(), run).counts()).containsEntry(Outcome.CREATED, 3);
    }

    @Test
    void deletesNothingBecauseTheSourceHidesTheCatalog() {
        regions.limits = "concurrency: 2, onDelete: prune";
        regions.atWest.table("gold.s.orders", "rows");
        regions.run();
        regions.west.objects.clear();

        assertThat(regions.run().counts()).containsEntry(Outcome.PRUNED, 0);

        assertThat(regions.north.objects).containsKeys("table gold.s.orders", "schema gold.s");
        assertThat(regions.state(SecurableKind.TABLE, "gold.s.orders")
                        .pair()
                        .replica()
                        .version())
                .isNotNull();
    }

    @Test
    void prunesOnlyWhenToldToAndNeverMoreThanTheLimit() {
        regions.atWest.table("gold.s.a", "rows");
        regions.atWest.table("gold.s.b", "rows");
        regions.run();
        regions.west.objects.remove("table gold.s.a");
        regions.west.objects.remove("table gold.s.b");

        assertThat(regions.run().counts()).containsEntry(Outcome.KEPT, 4);

        regions.limits = "concurrency: 2, onDelete: prune, maxPrune: 1";
        assertThat(regions.run().failed())
                .hasSize(2)
                .allSatisfy(blocked -> assertThat(blocked.failure().message()).contains("one run may make 1"));

        regions.limits = "concurrency: 2, onDelete: prune, maxPrune: 2";
        assertThat(regions.run().counts()).containsEntry(Outcome.PRUNED, 2);
        assertThat(regions.north.objects).doesNotContainKeys("table gold.s.a", "table gold.s.b");
    }

    @Test
    void setsAsideAReplicaWhoseColumnMappingChangedAndMakesAFullClone() {
        regions.atWest.table("gold.s.orders", "rows");
        regions.run();
        ObjectName orders = ObjectName.parse("gold.s.orders");
        regions.west
                .objects
                .get("table gold.s.orders")
                .withObjectProperty("properties")
                .put("delta.columnMapping.mode", "name");
        regions.west.commit(orders, "SET TBLPROPERTIES", "alice", null, "rows");

        SyncReport report = regions.run();

        assertThat(report.failed()).isEmpty();
        assertThat(report.clones()).extracting(CloneRecord::mode).containsExactly(CloneRecord.Mode.FULL);
        assertThat(regions.north.objects.keySet()).anyMatch(key -> key.startsWith("table gold.s.orders__twinlake_"));
    }

    @Test
    void describesTheDefaultSchemaThatThePlatformMadeInsteadOfFailing() {
        regions.atWest.schema("gold", "default");
        regions.west.objects.get("schema gold.default").put("comment", "ours");
        RunId run = regions.begin().id();
        PreparedSync prepared = regions.sync().prepare(run, () -> true);
        prepared.applyWave(0, 0, 1);
        regions.atNorth.schema("gold", "default");
        regions.north.fail(call -> call.equals("create schema gold.default"), FailureCategory.CONFLICT, "exists");

        prepared.applyWave(1, 0, 1);

        assertThat(prepared.finish().failed()).isEmpty();
        assertThat(regions.north
                        .objects
                        .get("schema gold.default")
                        .get("comment")
                        .asText())
                .isEqualTo("ours");
    }

    @Test
    void copiesNothingBackAfterAPromotionWhereNeitherSideMoved() {
        regions.atWest.table("gold.s.orders", "rows");
        regions.run();

        Plan back = regions.back().plan();

        assertThat(back.counts()).containsEntry(ChangeType.KEEP, 3);
    }

    @Test
    void owesNothingToTheMarkerWhenTheOldSourceBecomesTheReplica() {
        regions.atWest.table("gold.s.orders", "rows");
        regions.run();
        regions.north.commit(ObjectName.parse("gold.s.orders"), "WRITE", "alice", null, "rows of the new primary");

        Plan back = regions.back().plan();

        assertThat(change(back, "gold.s.orders").type()).isEqualTo(ChangeType.REPLACE);
    }

    @Test
    void whatTwinlakeSetAsideIsNoPartOfTheGroupInEitherDirection() {
        regions.atWest.table("gold.s.orders", "rows");
        regions.run();
        regions.atNorth.schema("gold", "twinlake_drill_1");
        regions.north
                .objects
                .get("schema gold.twinlake_drill_1")
                .withObjectProperty("properties")
                .put("twinlake.group", regions.group().name().value())
                .put("twinlake.source", "drill")
                .put("twinlake.archived", "true");
        regions.atNorth.table("gold.twinlake_drill_1.s__orders", "rows");

        assertThat(regions.verify(Tier.METADATA).isEqual()).isTrue();
        assertThat(regions.back().plan().changes())
                .noneMatch(change -> change.object().fullName().contains("drill"));
    }

    @Test
    void anInterruptedSyncToTheOtherRegionExcusesNoStrandedCommit() {
        ObjectName orders = ObjectName.parse("gold.s.orders");
        regions.atWest.table("gold.s.orders", "rows");
        regions.run();
        regions.ledger.intents().open(regions.begin().id(), SecurableKind.TABLE, orders, "hash", 1L);
        regions.west.commit(orders, "WRITE", "alice", null, "never replicated");
        regions.north.commit(orders, "WRITE", "bob", null, "rows of the new primary");

        Change change = change(regions.back().plan(), "gold.s.orders");

        assertThat(change.type()).isEqualTo(ChangeType.BLOCKED);
        assertThat(change.reason()).contains("stranded commits in west", "alice");
    }

    @Test
    void startsNoSecondCloneWhileTheRegionDoesNotSayWhetherTheFirstEnded() {
        regions.atWest.table("gold.s.orders", "rows");
        RunId run = regions.begin().id();

        for (int attempt = 0; attempt < 2; attempt++) {
            PreparedSync prepared = regions.sync().prepare(run, () -> true);
            prepared.applyWave(0, 0, 1);
            prepared.applyWave(1, 0, 1);
            regions.north.fail(
                    call -> call.equals("await " + regions.north.statements.lastCloneId()),
                    FailureCategory.RATE_LIMITED,
                    Effect.UNKNOWN,
                    "too many requests");
            prepared.applyWave(2, 0, 1);
            regions.north.heal();
        }

        assertThat(regions.north.statements.submitted)
                .filteredOn(sql -> sql.contains("DEEP CLONE"))
                .hasSize(1);
    }

    @Test
    void aBlockedTableThatWasNeverReplicatedHoldsTheReplicationPointBackUnlessItsLossIsAcknowledged() {
        regions.atWest.table("gold.s.orders", "rows");
        regions.run();
        Instant later = TwoRegions.NOW.plusSeconds(60);
        regions.clock = Clock.fixed(later, ZoneOffset.UTC);
        regions.atWest.table("gold.s.items", "rows");
        regions.atNorth.table("gold.s.items", "somebody else's");

        assertThat(regions.run().replicationPoint()).contains(TwoRegions.NOW);

        regions.acknowledged = "gold.s.it*";
        assertThat(regions.run().replicationPoint()).contains(later);
    }

    @Test
    void neverMakesAnEqualObjectOfSomebodyElseItsOwn() {
        regions.atWest.view("gold.s.v", "SELECT 1 AS n");
        regions.atNorth.schema("gold", "s");
        regions.atNorth.view("gold.s.v", "SELECT 1 AS n");
        assertThat(regions.run().failed()).isEmpty();
        regions.west.objects.get("table gold.s.v").put("view_definition", "SELECT 2 AS n");

        assertThat(regions.run().failed())
                .extracting(ObjectOutcome::object, ObjectOutcome::outcome)
                .containsExactly(tuple(ObjectName.parse("gold.s.v"), Outcome.BLOCKED));
        assertThat(regions.north
                        .objects
                        .get("table gold.s.v")
                        .get("view_definition")
                        .asText())
                .isEqualTo("SELECT 1 AS n");
    }

    @Test
    void takesAWriteWhoseAnswerWasLostForItsOwn() {
        regions.atWest.view("gold.s.v", "SELECT 1 AS n");
        regions.run();
        regions.west.objects.get("table gold.s.v").put("view_definition", "SELECT 2 AS n");
        regions.north.fail(call -> call.startsWith("sql ALTER VIEW"), FailureCategory.TIMEOUT, "no answer");
        assertThat(regions.run().result()).isEqualTo(RunResult.PARTIAL);
        regions.north.heal();
        regions.north.objects.get("table gold.s.v").put("view_definition", "SELECT 2 AS n");
        regions.west.objects.get("table gold.s.v").put("view_definition", "SELECT 3 AS n");

        assertThat(regions.run().counts()).containsEntry(Outcome.REPLACED, 1).containsEntry(Outcome.BLOCKED, 0);
    }

    @Test
    void removesNoReplicaThatSomebodyElseWroteTo() {
        regions.limits = "concurrency: 2, onDelete: prune";
        regions.atWest.table("gold.s.orders", "rows");
        regions.atWest.table("gold.s.items", "rows");
        regions.run();
        regions.north.commit(ObjectName.parse("gold.s.orders"), "UPDATE", "mallory", null, "changed rows");
        regions.north.commit(ObjectName.parse("gold.s.items"), "OPTIMIZE", "platform", null, "rows");
        regions.west.objects.remove("table gold.s.orders");
        regions.west.objects.remove("table gold.s.items");

        assertThat(regions.run().failed()).singleElement().satisfies(blocked -> {
            assertThat(blocked.outcome()).isEqualTo(Outcome.BLOCKED);
            assertThat(blocked.failure().message()).contains("table gold.s.orders was changed at the replica");
        });
        assertThat(regions.north.objects).containsKey("table gold.s.orders").doesNotContainKey("table gold.s.items");
    }

    @Test
    void anAnswerThatMakesNoSenseFailsOneObjectOnly() {
        regions.atWest.table("gold.s.orders", "rows");
        regions.run();
        regions.west.objects.get("table gold.s.orders").put("comment", "Every order");
        regions.atWest.table("gold.s.items", "rows");
        PreparedSync prepared = regions.sync().prepare(regions.begin().id(), () -> true);
        regions.north.objects.get("table gold.s.orders").remove("name");

        for (int wave = 0; wave < prepared.waves(); wave++) {
            prepared.applyWave(wave, 0, 1);
        }

        SyncReport report = prepared.finish();
        assertThat(report.counts()).containsEntry(Outcome.CREATED, 1);
        assertThat(report.failed())
                .singleElement()
                .satisfies(failed -> assertThat(failed.failure().message()).contains("could not be understood"));
    }

    private static Change change(Plan plan, String name) {
        return plan.changes().stream()
                .filter(change -> change.object().equals(ObjectName.parse(name)))
                .findFirst()
                .orElseThrow();
    }
}
