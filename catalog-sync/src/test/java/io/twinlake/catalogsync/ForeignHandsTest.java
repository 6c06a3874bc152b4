package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinlake.catalogsync.change.ChangeType;
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
import io.twinlake.ledger.state.Intent;
import io.twinlake.ledger.state.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody else writes to the replica at the moments at which nobody looked. */
class ForeignHandsTest extends OnOneLedger {
    private static final ObjectName ORDERS = ObjectName.parse("gold.s.orders");
    private TwoRegions regions;

    @BeforeEach
    void replicateOrders() {
        regions = new TwoRegions(ledger);
        regions.atWest.table("gold.s.orders", "rows").put("comment", "Orders");
        assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);
    }

    @Test
    void aSyncThatWasStoppedExcusesNothingOfWhatItNeverBegan() {
        sourceWrites("more rows");
        RunId stopped = regions.begin().id();
        PreparedSync prepared = regions.sync().prepare(stopped, () -> false);
        assertThatThrownBy(() -> apply(prepared)).isInstanceOf(SyncStopped.class);
        assertThat(openIntents()).isEmpty();
        regions.ledger.runs().end(stopped, RunResult.FAILED, Map.of(), "given up");
        malloryWrites();

        assertBlockedBecauseOfMallory(regions.run());
        assertThat(newestContent()).isEqualTo("mallory's rows");
    }

    @Test
    void anOpenIntentExcusesItsOwnCloneAndNoCommitOfAnother() {
        sourceWrites("more rows");
        killedBehindItsClone();
        malloryWrites();

        assertBlockedBecauseOfMallory(regions.run());
        assertThat(newestContent()).isEqualTo("mallory's rows");
    }

    @Test
    void anOpenIntentExcusesNoCloneOfAnotherTableAtTheSameVersion() {
        sourceWrites("more rows");
        killedBehindItsClone();
        String other = "{\"source\":\"gold.s.other\",\"sourceVersion\":\"1\",\"isShallow\":\"false\"}";
        regions.north.commit(ORDERS, "CLONE", "mallory", other, "mallory's rows");

        assertBlockedBecauseOfMallory(regions.run());
        assertThat(newestContent()).isEqualTo("mallory's rows");
    }

    @Test
    void aStatementThatWasNotedAndNeverSentExcusesNoChangeOfAnother() {
        regions.west.objects.get("table gold.s.orders").put("comment", "All orders");
        RunId run = regions.begin().id();
        PreparedSync prepared = regions.sync().prepare(run, () -> true);
        regions.north.before(call -> call.startsWith("submit COMMENT ON TABLE"), () -> {
            throw new Killed();
        });
        assertThatThrownBy(() -> apply(prepared)).isInstanceOf(Killed.class);
        regions.ledger.runs().end(run, RunResult.FAILED, Map.of(), "given up");
        assertThat(openIntents())
                .extracting(intent -> intent.traces().commits())
                .containsExactly(1);
        malloryChangesAProperty();

        assertBlockedBecauseOfMallory(regions.run());
    }

    @Test
    void aStatementThatLeftNoCommitExcusesNoChangeOfAnother() {
        regions.west.objects.get("table gold.s.orders").put("comment", "All orders");
        regions.north.before(
                call -> call.startsWith("answer to COMMENT ON TABLE"),
                () -> regions.north
                        .history(ORDERS)
                        .remove(regions.north.history(ORDERS).size() - 1));
        regions.north.before(
                call -> call.startsWith("grants table gold.s.orders") && commented(),
                () -> regions.north.commit(ORDERS, "SET TBLPROPERTIES", null, null, newestContent()));

        assertThat(regions.run().failed())
                .singleElement()
                .satisfies(blocked -> assertThat(blocked.outcome()).isEqualTo(Outcome.BLOCKED));
    }

    /** A sync to the north is cut off, the north is promoted and takes commits, and the west is promoted again. */
    @Test
    void anIntentOfAnEarlierEpochExcusesNothingThatItsReplicaCommittedAsThePrimary() {
        sourceWrites("more rows");
        killedBehindItsClone();
        regions.promote(regions.north, ledger);
        malloryWrites();
        regions.promote(regions.west, ledger);

        assertBlockedBecauseOfMallory(regions.run());
        assertThat(newestContent()).isEqualTo("mallory's rows");
    }

    /** The same, with syncs in the other direction in between, which settle what the first one left open. */
    @Test
    void syncsOfTheOtherDirectionSettleWhatAGivenUpSyncLeftOpen() {
        regions.atWest.view("gold.s.v", "SELECT 1 AS n");
        regions.run();
        sourceWrites("more rows");
        regions.west.objects.get("table gold.s.v").put("view_definition", "SELECT 2 AS n");
        killedBehindItsClone();
        assertThat(openIntents()).hasSize(1);
        regions.promote(regions.north, ledger);
        // West went back to what was replicated, as the search for stranded commits asks for.
        regions.west.commit(ORDERS, "RESTORE", "twinlake", "{\"version\":\"0\"}", "rows");
        regions.west.objects.get("table gold.s.v").put("view_definition", "SELECT 1 AS n");

        assertThat(regions.run().failed()).isEmpty();

        assertThat(openIntents()).isEmpty();
        malloryWrites();
        regions.promote(regions.west, ledger);
        assertBlockedBecauseOfMallory(regions.run());
        assertThat(newestContent()).isEqualTo("mallory's rows");
    }

    /** Its clone may land in the region that serves now, and then it is to be known for ours. */
    @Test
    void aCloneThatMayStillLandIsSettledByNoSyncOfTheOtherDirection() {
        sourceWrites("more rows");
        cutOffWhileItWaitsForItsClone();
        regions.promote(regions.north, ledger);
        regions.west.commit(ORDERS, "RESTORE", "twinlake", "{\"version\":\"0\"}", "rows");

        assertThat(regions.run().failed()).isEmpty();

        assertThat(openIntents()).extracting(Intent::object).containsExactly(ORDERS);
    }

    @Test
    void aSyncThatIsHinderedSettlesNothingOfTheOtherDirection() {
        sourceWrites("more rows");
        killedBehindItsClone();
        regions.promote(regions.north, ledger);

        assertThat(regions.run().counts()).containsEntry(Outcome.BLOCKED, 1);

        assertThat(openIntents()).extracting(Intent::object).containsExactly(ORDERS);
    }

    @Test
    void whatAKilledRunHadWrittenIsFoundToBeOursAndGoneOnWith() {
        sourceWrites("more rows");
        regions.west.objects.get("table gold.s.orders").put("comment", "All orders");
        killedBehindItsClone();

        assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);
        assertThat(openIntents()).isEmpty();
        assertThat(regions.verify(Tier.CHECKSUMS).isEqual()).isTrue();
    }

    @Test
    void looksAgainRightBeforeItClones() {
        sourceWrites("more rows");
        PreparedSync prepared = prepared();
        malloryWrites();

        assertBlockedBecauseOfMallory(applied(prepared));
        assertThat(newestContent()).isEqualTo("mallory's rows");
    }

    @Test
    void looksAgainRightBeforeItChangesAComment() {
        regions.west.objects.get("table gold.s.orders").put("comment", "All orders");
        PreparedSync prepared = prepared();
        malloryWrites();

        assertBlockedBecauseOfMallory(applied(prepared));
        assertBlockedBecauseOfMallory(regions.run());
        assertThat(regions.verify(Tier.METADATA).isEqual()).isFalse();
    }

    @Test
    void neverTakesAVersionForItsOwnThatFollowsACommitOfAnother() {
        regions.west.objects.get("table gold.s.orders").put("comment", "All orders");
        regions.north.before(call -> call.startsWith("sql COMMENT ON TABLE"), this::malloryWrites);

        assertBlockedBecauseOfMallory(regions.run());
        assertBlockedBecauseOfMallory(regions.run());
        assertThat(regions.verify(Tier.METADATA).isEqual()).isFalse();
    }

    @Test
    void namesWhoWroteWhileTheTableWasCloned() {
        sourceWrites("more rows");
        regions.north.before(call -> call.startsWith("sql CREATE OR REPLACE TABLE"), this::malloryWrites);

        assertBlockedBecauseOfMallory(regions.run());
        assertBlockedBecauseOfMallory(regions.run());
    }

    @Test
    void namesWhoWroteBehindTheCloneBeforeItsVersionWasRead() {
        sourceWrites("more rows");
        regions.north.before(call -> call.startsWith("await") && cloned(), this::malloryWrites);

        assertBlockedBecauseOfMallory(regions.run());
        assertBlockedBecauseOfMallory(regions.run());
    }

    /** The source has moved on since, so that the resumed run has to clone once more. */
    @Test
    void looksAgainBehindTheCloneThatAResumedRunWaitedFor() {
        sourceWrites("more rows");
        RunId run = cutOffWhileItWaitsForItsClone();
        sourceWrites("still more rows");
        regions.north.before(call -> call.equals("await " + lastClone()), this::malloryWrites);

        assertBlockedBecauseOfMallory(regions.run(regions.sync(), run));
        assertThat(newestContent()).isEqualTo("mallory's rows");
    }

    @Test
    void neverTakesAnEarlierCloneThatEndedLateForTheOneThatItAskedFor() {
        regions.atWest.table("gold.s.items", "rows");
        RunId run = cutOffWhileItWaitsForItsClone();
        ObjectName items = ObjectName.parse("gold.s.items");
        regions.west.commit(items, "WRITE", "alice", null, "more rows");
        var made = regions.north.objects.remove("table gold.s.items");
        var commits = regions.north.histories.remove("gold.s.items");
        regions.north.before(call -> call.equals("await " + lastClone()), () -> {
            regions.north.objects.put("table gold.s.items", made);
            regions.north.histories.put("gold.s.items", commits);
        });

        assertThat(regions.run(regions.sync(), run).failed()).isEmpty();
        assertThat(regions.verify(Tier.CHECKSUMS).isEqual()).isTrue();
    }

    /** Whether it may ask says nothing of whether the statement runs. */
    @Test
    void handsInNoSecondCloneBecauseItMayNotAskForTheFirst() {
        sourceWrites("more rows");
        RunId run = cutOffWhileItWaitsForItsClone();
        regions.north.fail(
                call -> call.equals("await " + lastClone()), FailureCategory.PERMISSION, Effect.UNKNOWN, "may not ask");

        regions.run(regions.sync(), run);

        assertThat(clonesHandedIn()).isEqualTo(2);
    }

    @Test
    void handsInAnotherCloneOnceTheFirstHasEndedWithoutEffect() {
        sourceWrites("more rows");
        RunId run = cutOffWhileItWaitsForItsClone();
        String first = lastClone();
        regions.north.fail(
                call -> call.equals("await " + first), FailureCategory.UNAVAILABLE, Effect.NONE, "cancelled");

        assertThat(regions.run(regions.sync(), run).failed()).isEmpty();

        assertThat(clonesHandedIn()).isEqualTo(3);
    }

    @Test
    void makesNoTableWhereSomebodyElseHasMadeOneSinceThePlan() {
        regions.atWest.table("gold.s.items", "rows");
        regions.north.before(
                call -> call.startsWith("sql CREATE TABLE `gold`.`s`.`items`"),
                () -> regions.atNorth.table("gold.s.items", "bob's rows"));

        SyncReport report = regions.run();

        assertThat(report.failed()).singleElement().satisfies(blocked -> {
            assertThat(blocked.outcome()).isEqualTo(Outcome.BLOCKED);
            assertThat(blocked.object()).hasToString("gold.s.items");
        });
        assertThat(regions.north.history(ObjectName.parse("gold.s.items")))
                .extracting(RegionTwin.Commit::content)
                .containsExactly("bob's rows");
    }

    @Test
    void makesNoViewAndNoFunctionWhereSomebodyElseHasMadeOneSinceThePlan() {
        regions.atWest.view("gold.s.v", "SELECT 1 AS n");
        regions.atWest.function("gold.s.f", "x + 1");
        regions.north.before(
                call -> call.startsWith("sql CREATE VIEW"), () -> regions.atNorth.view("gold.s.v", "SELECT 2 AS n"));
        regions.north.before(
                call -> call.startsWith("sql CREATE FUNCTION"), () -> regions.atNorth.function("gold.s.f", "x + 2"));

        assertThat(regions.run().counts()).containsEntry(Outcome.BLOCKED, 2);
        assertThat(regions.north
                        .objects
                        .get("table gold.s.v")
                        .get("view_definition")
                        .asText())
                .isEqualTo("SELECT 2 AS n");
        assertThat(regions.north
                        .objects
                        .get("function gold.s.f")
                        .get("routine_definition")
                        .asText())
                .isEqualTo("x + 2");
    }

    @Test
    void aCreationHandedInTwiceIsFoundToBeOurs() {
        regions.atWest.table("gold.s.items", "rows");
        regions.north.before(
                call -> call.startsWith("sql CREATE TABLE `gold`.`s`.`items`"), regions.north.statements::forwardTwice);

        SyncReport report = regions.run();

        assertThat(report.failed()).isEmpty();
        assertThat(regions.verify(Tier.CHECKSUMS).isEqual()).isTrue();
    }

    @Test
    void aCloneWhoseIdWasNeverStoredIsFoundToBeOurs() {
        regions.atWest.table("gold.s.items", "rows");
        sourceWrites("more rows");
        regions.north.fail(
                call -> call.startsWith("answer to CREATE") && call.contains("DEEP CLONE"),
                FailureCategory.TIMEOUT,
                Effect.UNKNOWN,
                "no answer came in time");
        assertThat(regions.run().counts()).containsEntry(Outcome.FAILED, 2);
        assertThat(ledger.clones().latestDone(regions.group().name(), ORDERS))
                .hasValueSatisfying(
                        clone -> assertThat(clone.source().version()).isZero());
        regions.north.heal();

        assertThat(regions.run().failed()).isEmpty();
        assertThat(openIntents()).isEmpty();
        assertThat(regions.verify(Tier.CHECKSUMS).isEqual()).isTrue();
    }

    @Test
    void aPromotionBehindTheCloneLeavesNoFalsePair() {
        sourceWrites("more rows");
        Long ours = replicaVersion();
        regions.north.before(call -> call.startsWith("await") && cloned(), () -> {
            ledger.epochs().promote(regions.group().name(), Epoch.FIRST, regions.north.name, "move", "west is down");
            regions.north.commit(ORDERS, "WRITE", "job", null, "rows of the new primary");
        });

        assertThatThrownBy(regions::run).isInstanceOf(StaleEpochException.class);

        assertThat(replicaVersion()).isEqualTo(ours);
        assertThat(regions.back().plan().changes())
                .filteredOn(change -> change.object().equals(ORDERS))
                .noneMatch(change -> change.type() == ChangeType.KEEP);
    }

    @Test
    void aCallThatWasNeverSentForgetsNothing() {
        sourceWrites("more rows");
        regions.north.fail(
                call -> call.startsWith("submit CREATE OR REPLACE TABLE"),
                FailureCategory.UNAVAILABLE,
                Effect.NONE,
                "connection refused");
        Long ours = replicaVersion();

        assertThat(regions.run().result()).isEqualTo(RunResult.PARTIAL);

        assertThat(replicaVersion()).isEqualTo(ours);
        assertThat(openIntents()).isEmpty();
        regions.north.heal();
        malloryWrites();
        assertBlockedBecauseOfMallory(regions.run());
    }

    @Test
    void aRegionThatRefusesEveryCallForgetsNothing() {
        sourceWrites("more rows");
        PreparedSync prepared = prepared();
        regions.north.fail(call -> true, FailureCategory.UNAVAILABLE, Effect.NONE, "connection refused");
        apply(prepared);
        regions.north.heal();
        malloryWrites();

        assertBlockedBecauseOfMallory(regions.run());
        assertThat(newestContent()).isEqualTo("mallory's rows");
    }

    @Test
    void anUnknownEffectLeavesTheIntentOpenAndTheOldVersionKnown() {
        sourceWrites("more rows");
        regions.north.fail(
                call -> call.startsWith("await") && cloned(),
                FailureCategory.TIMEOUT,
                Effect.UNKNOWN,
                "no answer came in time");
        Long ours = replicaVersion();

        regions.run();

        assertThat(replicaVersion()).isEqualTo(ours);
        assertThat(openIntents()).extracting(Intent::object).containsExactly(ORDERS);
        regions.north.heal();
        assertThat(regions.run().failed()).isEmpty();
        assertThat(openIntents()).isEmpty();
    }

    @Test
    void verifyAndSyncCallTheSameCommitDriftAtEveryTier() {
        regions.north.commit(ORDERS, "CHANGE COLUMN", "mallory", null, newestContent());

        assertBlockedBecauseOfMallory(regions.run());
        for (Tier tier : Tier.values()) {
            assertThat(regions.verify(tier).isEqual()).as(tier + "").isFalse();
        }
    }

    private void sourceWrites(String rows) {
        regions.west.commit(ORDERS, "WRITE", "alice", null, rows);
    }

    private void malloryWrites() {
        regions.north.commit(ORDERS, "WRITE", "mallory", null, "mallory's rows");
    }

    private void malloryChangesAProperty() {
        regions.north
                .objects
                .get("table gold.s.orders")
                .withObjectProperty("properties")
                .put("p", "1");
        regions.north.commit(ORDERS, "SET TBLPROPERTIES", "mallory", null, newestContent());
    }

    private boolean commented() {
        return regions.north.statements.submitted.stream().anyMatch(sql -> sql.contains("'All orders'"));
    }

    /** The process dies after its statements were carried out and before any outcome was recorded. */
    private void killedBehindItsClone() {
        RunId run = regions.begin().id();
        PreparedSync prepared = regions.sync().prepare(run, () -> true);
        regions.north.before(call -> call.startsWith("grants table gold.s.orders") && cloned(), () -> {
            throw new Killed();
        });
        assertThatThrownBy(() -> apply(prepared)).isInstanceOf(Killed.class);
        regions.ledger.runs().end(run, RunResult.FAILED, Map.of(), "given up");
    }

    /** The run is not given up: it is taken up again under its number. */
    private RunId cutOffWhileItWaitsForItsClone() {
        RunId run = regions.begin().id();
        PreparedSync prepared = regions.sync().prepare(run, () -> true);
        long before = clonesHandedIn();
        regions.north.before(call -> call.startsWith("await") && clonesHandedIn() > before, () -> {
            throw new Killed();
        });
        assertThatThrownBy(() -> apply(prepared)).isInstanceOf(Killed.class);
        return run;
    }

    private String lastClone() {
        return regions.north.statements.lastCloneId();
    }

    private long clonesHandedIn() {
        return regions.north.statements.submitted.stream()
                .filter(sql -> sql.contains("DEEP CLONE"))
                .count();
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private boolean cloned() {
        return regions.north.statements.submitted.stream()
                .anyMatch(sql -> sql.startsWith("CREATE OR REPLACE TABLE `gold`.`s`.`orders`"));
    }

    private List<Intent> openIntents() {
        return ledger.intents().open(regions.group().name());
    }

    private Long replicaVersion() {
        return regions.state(SecurableKind.TABLE, "gold.s.orders")
                .pair()
                .replica()
                .version();
    }

    private PreparedSync prepared() {
        return regions.sync().prepare(regions.begin().id(), () -> true);
    }

    private static SyncReport applied(PreparedSync prepared) {
        apply(prepared);
        return prepared.finish();
    }

    private static void apply(PreparedSync prepared) {
        for (int wave = 0; wave < prepared.waves(); wave++) {
            prepared.applyWave(wave, 0, 1);
        }
    }

    private String newestContent() {
        List<RegionTwin.Commit> commits = regions.north.history(ORDERS);
        return commits.get(commits.size() - 1).content();
    }

    private static void assertBlockedBecauseOfMallory(SyncReport report) {
        assertThat(report.failed()).singleElement().satisfies(blocked -> {
            assertThat(blocked.outcome()).isEqualTo(Outcome.BLOCKED);
            assertThat(blocked.failure().message()).contains("mallory");
        });
    }
}
