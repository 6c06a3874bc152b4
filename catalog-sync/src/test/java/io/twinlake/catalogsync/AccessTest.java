package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.twinlake.catalogsync.outcome.Kept;
import io.twinlake.catalogsync.outcome.Unknown;
import io.twinlake.catalogsync.parity.ParityReport;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Principal;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.ledger.state.Outcome;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may do what at the replica: the source says it, and nobody is overruled unheard. */
class AccessTest extends OnOneLedger {
    private static final String ORDERS = "gold.s.orders";

    private TwoRegions regions;

    @BeforeEach
    void syncOnce() {
        regions = new TwoRegions(ledger);
        regions.north.principals.add("north-readers");
        regions.atWest.table(ORDERS, "rows");
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "west-readers", "SELECT");
        regions.run();
    }

    @Test
    void mapsPrincipalsAndTakesAwayWhatTheSourceTookAway() {
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "engineers", "MODIFY");
        regions.run();
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "engineers");

        SyncReport report = regions.run();

        assertThat(report.counts()).containsEntry(Outcome.UPDATED, 1);
        assertThat(atNorth("north-readers")).containsExactly("SELECT");
        assertThat(atNorth("engineers")).isEmpty();
    }

    /** A privilege in a word that this version does not know is copied by that word, or named as what the replica's region refuses. */
    @Test
    void copiesAPrivilegeThatItDoesNotKnowOrNamesIt() {
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "engineers", "QUANTUM_READ", "SELECT");
        regions.north.fail(
                call -> call.startsWith("grant table") && call.contains("QUANTUM_READ"),
                FailureCategory.INVALID,
                "Privilege QUANTUM_READ is not applicable to this entity");

        SyncReport refused = regions.run();

        assertThat(refused.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(failed.failure().message()).contains("grants to engineers", "(add QUANTUM_READ)");
        });
        assertThat(atNorth("engineers")).containsExactly("SELECT");
        assertThat(regions.verify(Tier.METADATA).objects())
                .filteredOn(object -> object.object().equals(ObjectName.parse(ORDERS)))
                .singleElement()
                .satisfies(object -> assertThat(object.reason()).contains("QUANTUM_READ"));
        regions.north.heal();
        assertThat(regions.run().failed()).isEmpty();
        assertThat(atNorth("engineers")).containsExactlyInAnyOrder("QUANTUM_READ", "SELECT");
    }

    @Test
    void blocksATableWhoseGrantsSomebodyChangedAtTheReplica() {
        regions.atNorth.grant(SecurableKind.TABLE, ORDERS, "engineers", "MODIFY");

        SyncReport report = regions.run();

        assertThat(report.failed()).singleElement().satisfies(blocked -> {
            assertThat(blocked.outcome()).isEqualTo(Outcome.BLOCKED);
            assertThat(blocked.failure().message())
                    .contains("grant.engineers: nothing at the source, 'MODIFY' at the replica");
            assertThat(blocked.failure().next()).startsWith("Make the same change at the source, or undo it");
        });
        assertThat(atNorth("engineers")).containsExactly("MODIFY");
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "engineers", "MODIFY");
        assertThat(regions.run().failed()).isEmpty();
    }

    @Test
    void takesAChangeThatWasMadeAlikeInBothRegionsForThePairAsItStands() {
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "engineers", "MODIFY");
        regions.atNorth.grant(SecurableKind.TABLE, ORDERS, "engineers", "MODIFY");
        assertThat(regions.run().counts()).containsEntry(Outcome.UPDATED, 0);
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "engineers", "MODIFY", "SELECT");

        assertThat(regions.run().failed()).isEmpty();
        assertThat(atNorth("engineers")).containsExactly("MODIFY", "SELECT");
    }

    @Test
    void givesOwnersOnlyOnceAllIsWrittenAndContainersLast() {
        regions.atWest.own(SecurableKind.CATALOG, "gold", "engineers");
        regions.atWest.own(SecurableKind.SCHEMA, "gold.s", "engineers");
        regions.atWest.view("gold.s.v", "SELECT id FROM gold.s.orders", ORDERS).put("owner", "alice");
        regions.atWest.table("gold.s.items", "rows").put("owner", "alice");
        regions.north.writes.clear();

        SyncReport report = regions.run();

        assertThat(report.failed()).isEmpty();
        List<String> writes = regions.north.writes;
        List<String> owners =
                writes.stream().filter(write -> write.contains("owner")).toList();
        assertThat(owners)
                .containsExactly(
                        "update table gold.s.items {\"owner\":\"alice\"}",
                        "update schema gold.s {\"owner\":\"engineers\"}",
                        "update catalog gold {\"owner\":\"engineers\"}");
        assertThat(writes.subList(writes.size() - 3, writes.size())).isEqualTo(owners);
        assertThat(regions.atNorth.grants(SecurableKind.CATALOG, "gold"))
                .containsEntry("twinlake", List.of("ALL_PRIVILEGES", "MANAGE"));
        assertThat(regions.run().counts()).containsEntry(Outcome.UPDATED, 0);
    }

    @Test
    void keepsAViewThatItMayNotGiveAndFailsNothing() {
        regions.atWest.view("gold.s.v", "SELECT id FROM gold.s.orders", ORDERS).put("owner", "alice");

        SyncReport report = regions.run();

        assertThat(report.failed()).isEmpty();
        assertThat(report.remarks().kept()).singleElement().satisfies(kept -> {
            assertThat(kept.key()).hasToString("view gold.s.v");
            assertThat(kept.what()).isEqualTo("owner alice");
            assertThat(kept.reason()).contains("metastore admin");
        });
        assertThat(regions.sync().plan().hasDifferences()).isFalse();
        assertThat(regions.sync().plan().remarks().kept()).hasSize(1);
    }

    @Test
    void givesAViewToAGroupThatItIsIn() {
        regions.north.self = new Principal("twinlake", Set.of("alice"), false);
        regions.atWest.view("gold.s.v", "SELECT id FROM gold.s.orders", ORDERS).put("owner", "alice");
        regions.atWest.grant(SecurableKind.CATALOG, "gold", "alice", "USE_CATALOG", "USE_SCHEMA", "SELECT");

        SyncReport report = regions.run();

        assertThat(report.remarks().kept()).isEmpty();
        assertThat(regions.atNorth.owner(SecurableKind.VIEW, "gold.s.v")).isEqualTo("alice");
    }

    @Test
    void leavesTheOwnersAloneWhereTheGroupSaysSo() {
        regions.owners = "keep";
        regions.atWest.own(SecurableKind.TABLE, ORDERS, "engineers");
        regions.atWest.view("gold.s.v", "SELECT id FROM gold.s.orders", ORDERS).put("owner", "alice");

        SyncReport report = regions.run();

        assertThat(report.failed()).isEmpty();
        assertThat(report.remarks().kept()).isEmpty();
        assertThat(regions.atNorth.owner(SecurableKind.TABLE, ORDERS)).isEqualTo("twinlake");
        assertThat(regions.atNorth.owner(SecurableKind.VIEW, "gold.s.v")).isEqualTo("twinlake");
    }

    /** A view's text is its owner's: whoever manages it takes it first, and gives it back only to a group that he is in. */
    @Test
    void takesAViewOfSomebodyElseToChangeItAndSaysSo() {
        regions.atWest.view("gold.s.v", "SELECT id FROM gold.s.orders", ORDERS).put("owner", "alice");
        regions.run();
        regions.atNorth.own(SecurableKind.VIEW, "gold.s.v", "alice");
        assertThat(regions.run().remarks().kept()).isEmpty();
        regions.atWest
                .view("gold.s.v", "SELECT id AS n FROM gold.s.orders", ORDERS)
                .put("owner", "alice");
        regions.north.writes.clear();

        SyncReport report = regions.run();

        assertThat(report.failed()).isEmpty();
        assertThat(report.remarks().kept()).extracting(Kept::what).containsExactly("owner alice");
        assertThat(regions.north.writes.get(0)).isEqualTo("update table gold.s.v {\"owner\":\"twinlake\"}");
        assertThat(regions.atNorth.owner(SecurableKind.VIEW, "gold.s.v")).isEqualTo("twinlake");
    }

    /** Replaced, a view loses its grants until they are set again; of those that the source does not show nothing could be. */
    @Test
    void leavesAViewItsGrantsWhenItsTextChangesAndTheSourceHidesItsOwn() {
        regions.atWest.view("gold.s.v", "SELECT id FROM gold.s.orders", ORDERS).put("owner", "alice");
        regions.atWest.grant(SecurableKind.VIEW, "gold.s.v", "analysts", "SELECT");
        hideGrantsAtWest();
        regions.west.objects.get("table gold.s.v").put("view_definition", "SELECT id AS n FROM gold.s.orders");
        String before =
                regions.north.objects.get("table gold.s.v").path("table_id").asText();

        assertThat(regions.run().failed()).isEmpty();

        assertThat(regions.atNorth.grants(SecurableKind.VIEW, "gold.s.v")).containsEntry("analysts", List.of("SELECT"));
        assertThat(regions.north.objects.get("table gold.s.v").path("table_id").asText())
                .isEqualTo(before);
        assertThat(regions.north
                        .objects
                        .get("table gold.s.v")
                        .path("view_definition")
                        .asText())
                .contains("AS n");
    }

    @Test
    void givesAReplacedViewItsGrantsAgainWhenTheSourceHidesItsOwn() {
        regions.atWest.view("gold.s.v", "SELECT id FROM gold.s.orders", ORDERS).put("owner", "alice");
        regions.atWest.grant(SecurableKind.VIEW, "gold.s.v", "analysts", "SELECT");
        hideGrantsAtWest();
        regions.west.objects.get("table gold.s.v").put("comment", "said anew");

        assertThat(regions.run().failed()).isEmpty();

        assertThat(regions.north.writes).anyMatch(write -> write.startsWith("CREATE OR REPLACE VIEW"));
        assertThat(regions.atNorth.grants(SecurableKind.VIEW, "gold.s.v")).containsEntry("analysts", List.of("SELECT"));
    }

    /** A table that was written while its grants at the replica were hidden is not taken for one whose grants somebody changed. */
    @Test
    void tellsByWhatItKnewLastWhoChangedWhatItWasNotShown() {
        regions.north.principals.add("operators");
        for (SecurableKind container : List.of(SecurableKind.CATALOG, SecurableKind.SCHEMA)) {
            regions.atWest.own(container, container == SecurableKind.CATALOG ? "gold" : "gold.s", "operators");
        }
        showGrantsAtWest();
        regions.atNorth.grant(SecurableKind.CATALOG, "gold", "twinlake", "SELECT");
        regions.north.isStrict = true;
        regions.west.commit(ObjectName.parse(ORDERS), "WRITE", "alice", null, "more rows");
        SyncReport hidden = regions.run();
        assertThat(hidden.failed()).isEmpty();
        assertThat(hidden.clones()).hasSize(1);
        assertThat(hidden.remarks().kept()).isEmpty();
        regions.atNorth.grant(SecurableKind.CATALOG, "gold", "twinlake", "ALL_PRIVILEGES", "MANAGE");
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "analysts", "SELECT");

        assertThat(regions.run().failed()).isEmpty();
        assertThat(atNorth("analysts")).containsExactly("SELECT");
    }

    /** What was granted while nobody saw it is found once it is shown, and what was known before tells who changed what. */
    @Test
    void goesOnWithWhatItKnewOnceItIsShownAgain() {
        hideGrantsAtWest();
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "analysts", "SELECT");
        regions.atWest.table("gold.s.items", "rows").put("owner", "alice");
        regions.run();
        regions.atWest.grant(SecurableKind.CATALOG, "gold", "twinlake", "USE_CATALOG", "USE_SCHEMA", "MANAGE");

        assertThat(regions.run().failed()).isEmpty();
        assertThat(atNorth("analysts")).containsExactly("SELECT");
    }

    /** A right that is revoked while all is read: what was asked behind that was answered with less and no error. */
    @Test
    void provesAgainWhatItReadWhileItsRightWasRevoked() {
        showGrantsAtWest();
        regions.west.isStrict = true;
        regions.west.before(
                call -> call.equals("grants table gold.s.orders"),
                () -> regions.atWest.grant(SecurableKind.CATALOG, "gold", "twinlake", "SELECT"));

        SyncReport report = regions.run();

        assertThat(report.failed()).isEmpty();
        assertThat(report.remarks().unknown()).isNotEmpty();
        assertThat(atNorth("north-readers")).containsExactly("SELECT");
    }

    /** The replica's new owner may take Twinlake's rights away while it works. */
    @Test
    void saysWhatGivesItsRightsBackThatItLostMeanwhile() {
        regions.atWest.own(SecurableKind.CATALOG, "gold", "engineers");
        assertThat(regions.run().remarks().warnings()).isEmpty();
        regions.west.commit(ObjectName.parse(ORDERS), "WRITE", "alice", null, "more rows");
        regions.north.before(call -> call.contains("CLONE"), () -> regions.north.grants.remove("catalog gold"));
        regions.north.fail(call -> call.contains("CLONE"), FailureCategory.PERMISSION, "no USE CATALOG");

        SyncReport report = regions.run();

        assertThat(report.failed()).hasSize(1);
        assertThat(report.remarks().warnings())
                .containsExactly("Twinlake has lost its rights in catalog gold of north, have this run there: GRANT ALL"
                        + " PRIVILEGES, MANAGE ON CATALOG `gold` TO `twinlake`");
    }

    /** A group's grants may be taken away like anybody's, so Twinlake's own do not rest on them. */
    @Test
    void holdsItsRightsItselfAndNotByAGroup() {
        regions.north.self = new Principal("twinlake", Set.of("operators"), false);
        regions.north.principals.add("operators");
        regions.atNorth.own(SecurableKind.CATALOG, "gold", "operators");
        regions.north.grants.remove("catalog gold");
        regions.atNorth.grant(SecurableKind.CATALOG, "gold", "operators", "ALL_PRIVILEGES", "MANAGE");
        regions.atWest.own(SecurableKind.CATALOG, "gold", "engineers");
        regions.atWest.table("gold.s.items", "rows").put("owner", "alice");

        regions.run();

        assertThat(regions.atNorth.grants(SecurableKind.CATALOG, "gold"))
                .containsEntry("twinlake", List.of("ALL_PRIVILEGES", "MANAGE"));
    }

    @Test
    void seesInAPlanThatAnOwnerIsStillToBeGiven() {
        regions.atWest.own(SecurableKind.TABLE, ORDERS, "nobody");
        regions.run();

        assertThat(regions.sync().plan().hasDifferences()).isTrue();
        assertThat(regions.verify(Tier.METADATA).isEqual()).isFalse();
    }

    private void showGrantsAtWest() {
        regions.atWest.own(SecurableKind.CATALOG, "gold", "engineers");
        regions.atWest.own(SecurableKind.SCHEMA, "gold.s", "engineers");
        regions.atWest.own(SecurableKind.TABLE, ORDERS, "alice");
        regions.atWest.grant(SecurableKind.CATALOG, "gold", "twinlake", "USE_CATALOG", "USE_SCHEMA", "MANAGE");
        regions.run();
    }

    private void hideGrantsAtWest() {
        showGrantsAtWest();
        regions.atWest.grant(SecurableKind.CATALOG, "gold", "twinlake", "SELECT");
        regions.west.isStrict = true;
    }

    /** What Twinlake owns in one region nobody owns in particular, and its name there means nothing in the other. */
    @Test
    void wantsItsOwnOwnershipNowhereElse() {
        regions.west.self = new Principal("twinlake in the west", Set.of(), true);
        regions.atWest.own(SecurableKind.TABLE, ORDERS, "twinlake in the west");

        SyncReport report = regions.run();

        assertThat(report.failed()).isEmpty();
        assertThat(regions.atNorth.owner(SecurableKind.TABLE, ORDERS)).isEqualTo("twinlake");
    }

    /** With an owner goes the right to write, unless it is held by a grant. */
    @Test
    void keepsWhatItCouldNotWriteAnyMoreOnceItIsGiven() {
        regions.atNorth.own(SecurableKind.CATALOG, "gold", "engineers");
        regions.north.grants.remove("catalog gold");
        regions.atWest.own(SecurableKind.CATALOG, "gold", "engineers");
        regions.atWest.table("gold.s.items", "rows").put("owner", "alice");

        SyncReport report = regions.run();

        assertThat(report.failed()).isEmpty();
        assertThat(report.remarks().kept()).singleElement().satisfies(kept -> {
            assertThat(kept.key()).hasToString("table gold.s.items");
            assertThat(kept.reason()).contains("GRANT ALL PRIVILEGES, MANAGE ON CATALOG `gold` TO `twinlake`");
        });
        assertThat(regions.atNorth.owner(SecurableKind.TABLE, "gold.s.items")).isEqualTo("twinlake");
    }

    @Test
    void takesNoOwnerForGivenThatWasRefused() {
        regions.owners = "copy, missingPrincipals: fail";
        regions.atWest.own(SecurableKind.TABLE, ORDERS, "nobody");

        SyncReport report = regions.run();

        assertThat(report.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.failure().message())
                    .startsWith("the owner of table gold.s.orders could not become nobody");
            assertThat(failed.failure().next()).startsWith("Create the principal");
        });
        regions.north.principals.add("nobody");
        assertThat(regions.run().failed()).isEmpty();
        assertThat(regions.atNorth.owner(SecurableKind.TABLE, ORDERS)).isEqualTo("nobody");
    }

    /** Whoever does not manage an object is shown his own grants and no error. */
    @Test
    void takesNoGrantsForAbsentThatItIsNotShown() {
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "engineers", "MODIFY");
        hideGrantsAtWest();
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "analysts", "SELECT");
        regions.atWest.table("gold.s.items", "rows").put("owner", "alice");

        SyncReport report = regions.run();

        assertThat(report.failed()).isEmpty();
        assertThat(atNorth("north-readers")).containsExactly("SELECT");
        assertThat(atNorth("engineers")).containsExactly("MODIFY");
        assertThat(report.remarks().unknown())
                .extracting(unknown -> unknown.key().toString(), Unknown::what, Unknown::missingPrivilege)
                .contains(tuple("table gold.s.orders", "grants in west", "MANAGE on catalog gold in west"))
                .contains(tuple("table gold.s.orders", "tags in west", "MANAGE on catalog gold in west"))
                .hasSize(11);
        ParityReport parity = regions.verify(Tier.METADATA);
        assertThat(parity.isEqual()).isFalse();
        assertThat(parity.objects())
                .allSatisfy(object -> assertThat(object.state()).isEqualTo(ParityState.UNKNOWN));
        assertThat(regions.sync().plan().hasDifferences()).isFalse();

        regions.atWest.grant(SecurableKind.CATALOG, "gold", "twinlake", "USE_CATALOG", "USE_SCHEMA", "MANAGE");
        assertThat(regions.run().remarks().unknown()).isEmpty();
        assertThat(atNorth("analysts")).containsExactly("SELECT");
    }

    private List<String> atNorth(String principal) {
        return regions.atNorth.grants(SecurableKind.TABLE, ORDERS).getOrDefault(principal, List.of());
    }
}
