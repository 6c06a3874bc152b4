package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.rest.Workspaces;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.failover.stranded.FindStranded;
import io.twinlake.failover.stranded.SettleStranded;
import io.twinlake.failover.stranded.Settlement;
import io.twinlake.failover.stranded.Stranded;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.journal.FenceState;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.state.Intent;
import io.twinlake.ledger.tenure.Tenure;
import io.twinlake.orchestrator.endtoend.Replication.Ended;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the old primary committed after its last replication: found, kept or given up, and only then overwritten. */
class StrandedCommitsTest {
    private static final RegionName WEST = new RegionName("westeurope");
    private static final String NORTH = "northeurope";

    private TwoRegions regions;

    @TempDir
    Path folder;

    @BeforeEach
    void up() throws Exception {
        regions = TwoRegions.shared();
    }

    @AfterEach
    void putBack() {
        regions.putJobsBack();
    }

    @Test
    void areKeptAsideAndThenTheWayBackIsFree() throws Exception {
        Replication group = promotedTooEarly("keepsake");

        Settlement settlement = settle(group, true);

        assertThat(settlement.settled()).containsExactly(ObjectName.parse("keepsake.s.orders"));
        assertThat(settlement.left()).isEmpty();
        ObjectName gained =
                settlement.kept().get(ObjectName.parse("keepsake.s.orders")).get(0);
        ObjectName lost =
                settlement.kept().get(ObjectName.parse("keepsake.s.orders")).get(1);
        assertThat(regions.primary().query("SELECT * FROM " + gained)).isEqualTo(List.of(List.of("1", "left behind")));
        assertThat(regions.primary().query("SELECT * FROM " + lost)).isEqualTo(List.of(List.of("1", "a")));
        assertComesHome(group);
    }

    @Test
    void keepASyncWaitingUntilSomebodyDecides() throws Exception {
        Replication group = promotedTooEarly("waiting");
        hold(group);

        Ended held = group.sync();
        assertThat(held.exit()).as(held.out() + held.err()).isEqualTo(6);
        assertThat(held.document().at("/error/message").asText()).contains("never replicated: waiting.s.orders");
        assertThat(held.document().at("/error/next").asText()).contains("--stranded export");

        Ended decided = group.run("sync", "--stranded", "export", "-o", "json");
        assertThat(decided.exit()).as(decided.out() + decided.err()).isZero();
        assertThat(decided.document().at("/warnings/0").asText())
                .startsWith("1 tables went back to what was replicated; what they held is kept in waiting.");
        assertThat(decided.document().at("/warnings/1").asText()).contains("waiting.s.unheard");
        assertComesHome(group);
    }

    @Test
    void areSettledByASyncAlsoWhereNothingIsHeld() throws Exception {
        Replication group = promotedTooEarly("free");

        Ended decided = group.run("sync", "--stranded", "discard", "-o", "json");

        assertThat(decided.exit()).as(decided.out() + decided.err()).isZero();
        assertThat(decided.document().at("/warnings/0").asText()).startsWith("1 tables went back");
        assertComesHome(group);
    }

    @Test
    void keepASyncWaitingWhereTheirRegionWasLeftUnfenced() throws Exception {
        Replication group = promotedTooEarly("unfenced");
        leaveUnfenced(group);

        Ended held = group.sync();
        assertThat(held.exit()).as(held.out() + held.err()).isEqualTo(6);
        assertThat(held.document().at("/error/message").asText()).contains("never replicated: unfenced.s.orders");

        Ended decided = group.run("sync", "--stranded", "discard", "-o", "json");
        assertThat(decided.exit()).as(decided.out() + decided.err()).isZero();
        assertComesHome(group);
    }

    private static void leaveUnfenced(Replication group) {
        GroupName name = group.config().groups().keySet().iterator().next();
        try (Ledger ledger = group.ledger()) {
            ledger.under(Tenure.of(name, new Epoch(2)))
                    .fences()
                    .put(new FenceState(
                            name, WEST, FenceState.Status.UNFENCED, Instant.now(), new RunId("r0"), "no answer"));
        }
    }

    /** Older than what the table's deleted files are kept for, it can be neither read nor restored, although its files are still there. */
    @Test
    void areKeptWholeAndWrittenOverWhereTheReplicatedVersionIsTooOld() throws Exception {
        Replication group = promotedTooEarly("old");
        keepNoDeletedFiles(group);

        Ended decided = group.run("sync", "--stranded", "export", "-o", "json");

        assertThat(decided.exit()).as(decided.out() + decided.err()).isZero();
        assertThat(decided.document().at("/warnings/0").asText())
                .startsWith(
                        "old.s.orders cannot go back to what was replicated, for that version is gone: a clone writes over")
                .contains("what they held is kept in old.twinlake_stranded_2.s__orders__twinlake_");
        assertThat(regions.primary().query("SELECT * FROM " + keptWhole(group)))
                .isEqualTo(List.of(List.of("1", "left behind")));
        assertComesHome(group);
        assertThat(audited(group, "stranded commits left to be written over"))
                .containsEntry("table", "old.s.orders")
                .containsEntry("kept", keptWhole(group));
        regions.secondary().run("INSERT INTO old.s.orders VALUES (3, 'more')");
        assertThat(group.sync().exit()).as("the way back goes on as ever").isZero();
    }

    @Test
    void areWrittenOverWhereVacuumRemovedTheReplicatedVersion() throws Exception {
        Replication group = promotedTooEarly("vacuumed");
        keepNoDeletedFiles(group);
        regions.primary()
                .run(
                        "VACUUM vacuumed.s.orders",
                        "ALTER TABLE vacuumed.s.orders UNSET TBLPROPERTIES ('delta.deletedFileRetentionDuration')");

        Settlement settlement = settle(group, false);

        assertThat(settlement.overwritten()).containsExactly(ObjectName.parse("vacuumed.s.orders"));
        assertThat(settlement.kept()).isEmpty();
        assertThat(audited(group, "stranded commits left to be written over"))
                .containsEntry("kept", "nothing")
                .hasEntrySatisfying("why", why -> assertThat(why).contains("Not all files from version"));
        assertComesHome(group);
    }

    @Test
    void areSettledUpToTheLastOfThemAndNoFurther() throws Exception {
        Replication group = promotedTooEarly("later");
        keepNoDeletedFiles(group);
        assertThat(settle(group, true).overwritten()).containsExactly(ObjectName.parse("later.s.orders"));
        regions.primary().run("INSERT INTO later.s.orders VALUES (9, 'later')");

        Ended blocked = group.sync();

        assertThat(blocked.exit()).as(blocked.out() + blocked.err()).isEqualTo(8);
        assertThat(blocked.document().at("/failed/0/message").asText()).contains("stranded commits");
        assertThat(regions.primary().query("SELECT name FROM later.s.orders ORDER BY id"))
                .isEqualTo(List.of(List.of("left behind"), List.of("later")));
        Ended decided = group.run("sync", "--stranded", "export", "-o", "json");
        assertThat(decided.exit()).as(decided.out() + decided.err()).isZero();
        assertComesHome(group);
    }

    /** As VACUUM and predictive optimization leave a table behind a long outage. */
    private void keepNoDeletedFiles(Replication group) {
        regions.primary()
                .run("ALTER TABLE " + group.catalog()
                        + ".s.orders SET TBLPROPERTIES ('delta.deletedFileRetentionDuration' = 'interval 0 hours')");
    }

    private String keptWhole(Replication group) {
        String schema = group.catalog() + ".twinlake_stranded_2";
        return regions.primary().query("SHOW TABLES IN " + schema).stream()
                .map(row -> schema + "." + row.get(1))
                .filter(name -> name.endsWith("_whole"))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> audited(Replication group, String action) {
        try (Ledger ledger = group.ledger()) {
            return ledger.audit().list(1, 1000).stream()
                    .filter(event -> event.action().equals(action))
                    .findFirst()
                    .orElseThrow()
                    .details();
        }
    }

    @Test
    void areGivenUpWithWhoAndWhyInTheAuditTrail() throws Exception {
        Replication group = promotedTooEarly("givenup");

        assertThat(settle(group, false).kept()).isEmpty();

        assertComesHome(group);
        try (Ledger ledger = group.ledger()) {
            assertThat(ledger.audit().list(1, 1000)).anySatisfy(event -> {
                assertThat(event.action()).isEqualTo("stranded commits discarded");
                assertThat(event.actor()).isEqualTo("alice");
                assertThat(event.details()).containsEntry("reason", "a test");
            });
        }
    }

    /** West wrote after its last replication: a change, and a table that north never heard of. */
    private Replication promotedTooEarly(String catalog) throws Exception {
        Replication group = Replication.seeded(regions, folder, catalog);
        Ended first = group.sync();
        assertThat(first.exit()).as(first.out() + first.err()).isZero();
        regions.primary()
                .run(
                        "UPDATE " + catalog + ".s.orders SET name = 'left behind'",
                        "CREATE TABLE " + catalog + ".s.unheard AS SELECT 1 AS id");
        group.promote(NORTH);
        regions.secondary().run("INSERT INTO " + catalog + ".s.orders VALUES (2, 'new')");
        assertThat(group.sync().exit()).isEqualTo(8);
        return group;
    }

    private static void hold(Replication group) {
        GroupName name = group.config().groups().keySet().iterator().next();
        try (Ledger ledger = group.ledger()) {
            ledger.holds().hold(name, "the old primary was not searched", new RunId("r0"));
        }
    }

    private static Settlement settle(Replication group, boolean export) throws Exception {
        FailoverGroup config = group.config().groups().values().iterator().next();
        Workspace west = Workspaces.open(group.config().region(WEST));
        try (Ledger ledger = group.ledger()) {
            FindStranded search = new FindStranded(config, west, ledger);
            assertThat(search.find().unread()).isEmpty();
            List<Stranded> stranded = search.find().found();
            assertThat(stranded)
                    .extracting(table -> table.object().name(), Stranded::kind)
                    .containsExactly(tuple("orders", Stranded.Kind.COMMITS), tuple("unheard", Stranded.Kind.NEW_TABLE));
            assertNotExcusedByAnOpenIntent(config, ledger.under(Tenure.of(config.name(), new Epoch(2))), search);
            SettleStranded settle = new SettleStranded(
                    config,
                    west,
                    ledger.under(Tenure.of(config.name(), new Epoch(2))),
                    new SettleStranded.Order(new RunId("r1"), new Epoch(2), "alice", "a test", () -> {}));
            Settlement settlement = export ? settle.export(stranded) : settle.discard(stranded);
            assertThat(search.find().found()).noneMatch(Stranded::toBeSettled);
            return settlement;
        }
    }

    /** A sync towards west that is cut off excuses its own clone there, and no commit of somebody else. */
    private static void assertNotExcusedByAnOpenIntent(FailoverGroup group, Ledger ledger, FindStranded search) {
        Direction back = new Direction(new RegionName(NORTH), WEST);
        Run cutOff = ledger.runs().start(group.name(), RunKind.SYNC, back, new Epoch(2));
        ObjectName orders = ObjectName.of(group.catalogs().get(0).name(), "s", "orders");
        Intent intent = ledger.intents().open(cutOff.id(), SecurableKind.TABLE, orders, "hash", 1L);
        ledger.intents().expectCommit(intent);
        assertThat(search.find().found()).filteredOn(Stranded::toBeSettled).hasSize(1);
        ledger.intents().close(List.of(intent));
        ledger.runs().end(cutOff.id(), RunResult.SUCCEEDED, Map.of(), "done");
    }

    private void assertComesHome(Replication group) throws Exception {
        Ended sync = group.sync();
        assertThat(sync.exit()).as(sync.out() + sync.err()).isZero();
        assertThat(regions.primary().query("SELECT name FROM " + group.catalog() + ".s.orders ORDER BY id"))
                .isEqualTo(List.of(List.of("a"), List.of("new")));
        assertThat(group.run("verify", "-o", "json").document().path("extra").asInt())
                .as("only the table that north never heard of")
                .isOne();
    }
}
