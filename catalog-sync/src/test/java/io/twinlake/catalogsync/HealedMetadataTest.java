package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.catalogsync.change.ChangeType;
import io.twinlake.catalogsync.outcome.Healed;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.state.Outcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody changes what people say of a replica, and the group says once and for all that it is put back. */
class HealedMetadataTest extends OnOneLedger {
    private static final String NAME = "gold.s.orders";
    private static final ObjectName ORDERS = ObjectName.parse(NAME);
    private TwoRegions regions;

    @BeforeEach
    void replicate() {
        regions = replicated();
    }

    private TwoRegions replicated() {
        TwoRegions made = new TwoRegions(ledger);
        made.limits = "concurrency: 2, onDrift: healMetadata";
        made.atWest.table(NAME, "rows").put("comment", "Orders");
        made.atWest.set(SecurableKind.TABLE, NAME, "team", "sales");
        made.atWest.grant(SecurableKind.TABLE, NAME, "analysts", "SELECT");
        made.west.tags.put(NAME, "class", "confidential");
        made.atWest.view("gold.s.v", "SELECT 1 AS n").put("comment", "One");
        assertThat(made.run().result()).isEqualTo(RunResult.SUCCEEDED);
        return made;
    }

    @Test
    void whatPeopleSayOfAReplicaIsPutBackCountedAndOursFromThenOn() {
        drift(regions);

        SyncReport report = regions.run();

        assertThat(report.result()).isEqualTo(RunResult.SUCCEEDED);
        assertThat(report.remarks().healed())
                .extracting(Healed::field)
                .containsExactly(
                        "comment",
                        "comment",
                        "property.team",
                        "grant.analysts",
                        "grant.engineers",
                        "tag.class",
                        "comment");
        assertHealed(regions);
    }

    @Test
    void aPlanSaysWhatWouldBePutBackAndWhyAndChangesNothing() {
        drift(regions);
        int written = regions.north.writes.size();

        assertThat(regions.sync().plan().remarks().healed())
                .contains(new Healed(new SecurableKey(SecurableKind.TABLE, ORDERS), "comment", "Orders", "Mallory's"));
        assertThat(regions.sync().plan().changes())
                .filteredOn(change -> change.object().equals(ORDERS))
                .singleElement()
                .satisfies(change -> assertThat(change.reason()).contains("onDrift: healMetadata"));
        assertThat(regions.north.writes).hasSize(written);
    }

    @Test
    void rowsOfAnotherHandStayBlockedWithAllThatIsSaidOfThem() {
        regions.north.commit(ORDERS, "WRITE", "mallory", null, "mallory's rows");
        drift(regions);

        SyncReport report = regions.run();

        assertThat(report.failed())
                .singleElement()
                .satisfies(blocked -> assertThat(blocked.outcome()).isEqualTo(Outcome.BLOCKED));
        assertThat(report.remarks().healed())
                .extracting(Healed::key)
                .doesNotContain(new SecurableKey(SecurableKind.TABLE, ORDERS));
        assertThat(regions.north.objects.get("table " + NAME).path("comment").asText())
                .isEqualTo("Mallory's");
        assertThat(regions.atNorth.grants(SecurableKind.TABLE, NAME)).containsKey("engineers");
    }

    @Test
    void whoeverWritesRowsBehindThePlanStopsIt() {
        drift(regions);
        PreparedSync prepared = regions.sync().prepare(regions.begin().id(), () -> true);
        regions.north.commit(ORDERS, "WRITE", "mallory", null, "mallory's rows");

        apply(prepared);
        SyncReport report = prepared.finish();

        assertThat(report.failed()).hasSize(1);
        assertThat(report.remarks().healed())
                .extracting(healed -> healed.key().kind())
                .doesNotContain(SecurableKind.TABLE);
        assertThat(regions.north.objects.get("table " + NAME).path("comment").asText())
                .isEqualTo("Mallory's");
    }

    @Test
    void aCommitThatChangedNothingThatDiffersIsOursFromThenOn() {
        regions.north.commit(ORDERS, "SET TBLPROPERTIES", "mallory", null, "rows");

        assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);

        assertHealed(regions);
    }

    /** Killed at each of its writes, before and behind it, and ended by the next run. */
    @Test
    void aHealingThatIsKilledIsFoundAndEnded() {
        for (int write = 0, killed = 1; killed > 0; write++) {
            TwoRegions one = replicated();
            drift(one);
            killed = killedAt(one, write) ? 1 : 0;

            SyncReport report = one.run();

            assertThat(report.failed()).as("killed at call %s", write).isEmpty();
            assertHealed(one);
        }
    }

    /** Whether it came to so many of its calls that write. */
    private static boolean killedAt(TwoRegions one, int write) {
        AtomicInteger calls = new AtomicInteger();
        RunId run = one.begin().id();
        PreparedSync prepared = one.sync().prepare(run, () -> true);
        one.north.before(call -> writes(call) && calls.getAndIncrement() == write, () -> {
            throw new Killed();
        });
        boolean killed = false;
        try {
            apply(prepared);
            prepared.finish();
        } catch (Killed dead) {
            killed = true;
        }
        one.ledger.runs().end(run, RunResult.FAILED, Map.of(), "given up");
        return killed;
    }

    /** With both ends of a statement, for a process may die before and behind it. */
    private static boolean writes(String call) {
        return List.of(
                        "sql ALTER",
                        "sql COMMENT",
                        "sql CREATE",
                        "answer to ALTER",
                        "answer to COMMENT",
                        "answer to CREATE",
                        "update ",
                        "grant ",
                        "tag ",
                        "untag ")
                .stream()
                .anyMatch(call::startsWith);
    }

    private static void drift(TwoRegions regions) {
        regions.north.objects.get("schema gold.s").put("comment", "Mallory's");
        regions.north.objects.get("table " + NAME).put("comment", "Mallory's");
        regions.north.commit(ORDERS, "SET TBLPROPERTIES", "mallory", null, content(regions));
        regions.atNorth.set(SecurableKind.TABLE, NAME, "team", "mallory's");
        regions.north.commit(ORDERS, "SET TBLPROPERTIES", "mallory", null, content(regions));
        regions.atNorth.grant(SecurableKind.TABLE, NAME, "engineers", "MODIFY");
        regions.atNorth.grant(SecurableKind.TABLE, NAME, "analysts");
        regions.north.tags.put(NAME, "class", "public");
        regions.north.objects.get("table gold.s.v").put("comment", "Mallory's");
    }

    private static String content(TwoRegions regions) {
        List<RegionTwin.Commit> commits = regions.north.history(ORDERS);
        return commits.get(commits.size() - 1).content();
    }

    /** Both sides are equal, no rows were copied anew, and the next sync has nothing to do. */
    private void assertHealed(TwoRegions one) {
        assertThat(one.verify(Tier.CHECKSUMS).isEqual()).isTrue();
        assertThat(one.sync().plan().changes()).allSatisfy(change -> {
            assertThat(change.type()).isEqualTo(ChangeType.KEEP);
            assertThat(change.reason()).isNull();
        });
        assertThat(one.sync().plan().remarks().healed()).isEmpty();
        assertThat(one.north.writes)
                .filteredOn(write -> write.contains("DEEP CLONE"))
                .hasSize(1);
        assertThat(one.state(SecurableKind.TABLE, NAME).pair().replica().version())
                .isEqualTo(one.north.history(ORDERS).size() - 1L);
        assertThat(ledger.intents().open(one.group().name())).isEmpty();
    }

    private static void apply(PreparedSync prepared) {
        for (int wave = 0; wave < prepared.waves(); wave++) {
            prepared.applyWave(wave, 0, 1);
        }
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
