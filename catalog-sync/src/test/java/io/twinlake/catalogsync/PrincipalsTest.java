package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.twinlake.catalogsync.outcome.Kept;
import io.twinlake.catalogsync.outcome.ObjectOutcome;
import io.twinlake.catalogsync.parity.ObjectParity;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.state.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users, groups and service principals that the two regions do not have in common: each costs its own grant and nobody else's. */
class PrincipalsTest extends OnOneLedger {
    private static final String ORDERS = "gold.s.orders";

    private TwoRegions regions;

    @BeforeEach
    void aTableAtTheSource() {
        regions = new TwoRegions(ledger);
        regions.north.principals.add("north-readers");
        regions.atWest.table(ORDERS, "rows");
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "analysts", "SELECT");
    }

    @Test
    void keepsTheGrantOfWhomTheReplicasRegionDoesNotKnowAndServesTheOthers() {
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "bob", "MODIFY", "SELECT");

        SyncReport report = regions.run();

        assertThat(report.result()).isEqualTo(RunResult.SUCCEEDED);
        assertThat(report.remarks().kept()).singleElement().satisfies(kept -> {
            assertThat(kept.key()).hasToString("table gold.s.orders");
            assertThat(kept.what()).isEqualTo("MODIFY, SELECT for bob");
            assertThat(kept.reason()).startsWith("Region north does not know bob. Create the principal");
        });
        assertThat(atNorth()).isEqualTo(Map.of("analysts", List.of("SELECT")));
        regions.north.principals.add("bob");
        assertThat(regions.run().remarks().kept()).isEmpty();
        assertThat(atNorth()).containsEntry("bob", List.of("MODIFY", "SELECT"));
        assertThat(regions.verify(Tier.METADATA).isEqual()).isTrue();
    }

    /** A planned move stops at what differs, and not at this. */
    @Test
    void tellsAnObjectThatIsLackingItFromOneThatDiffers() {
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "bob", "SELECT");
        regions.atWest.own(SecurableKind.SCHEMA, "gold.s", "carol");
        regions.run();

        assertThat(regions.verify(Tier.CHECKSUMS).objects())
                .filteredOn(object -> object.state() != ParityState.IN_SYNC)
                .extracting(object -> object.kind() + " " + object.object(), ObjectParity::state)
                .containsExactly(
                        tuple("SCHEMA gold.s", ParityState.LACKING), tuple("TABLE gold.s.orders", ParityState.LACKING));
        assertThat(regions.verify(Tier.METADATA).isEqual()).isFalse();
        assertThat(ParityState.LACKING.differs()).isFalse();

        regions.west.commit(ObjectName.parse(ORDERS), "WRITE", "alice", null, "more rows");
        assertThat(stateOfOrders()).isEqualTo(ParityState.LAGGING);
        regions.run();
        regions.atNorth.grant(SecurableKind.TABLE, ORDERS, "engineers", "SELECT");
        assertThat(stateOfOrders()).isEqualTo(ParityState.DRIFTED);
    }

    private ParityState stateOfOrders() {
        return regions.verify(Tier.METADATA).objects().stream()
                .filter(object -> object.object().equals(ObjectName.parse(ORDERS)))
                .map(ObjectParity::state)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void keepsAnOwnerWhomTheReplicasRegionDoesNotKnow() {
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "bob", "SELECT");
        regions.atWest.own(SecurableKind.TABLE, ORDERS, "carol");

        SyncReport report = regions.run();

        assertThat(report.failed()).isEmpty();
        assertThat(report.remarks().kept())
                .extracting(Kept::what)
                .containsExactlyInAnyOrder("SELECT for bob", "owner carol");
        assertThat(regions.state(SecurableKind.TABLE, ORDERS).pair().replica().strangers())
                .containsExactly("bob");
        regions.north.principals.add("carol");
        assertThat(regions.run().remarks().kept()).extracting(Kept::what).containsExactly("SELECT for bob");
        assertThat(regions.atNorth.owner(SecurableKind.TABLE, ORDERS)).isEqualTo("carol");
    }

    /** What could not be given there is missing there, and that is no reason to take it away at home. */
    @Test
    void takesNothingFromWhomTheOtherRegionNeverKnew() {
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "bob", "SELECT");
        regions.run();
        regions.promote(regions.north, ledger);

        assertThat(regions.run().failed()).isEmpty();
        regions.atNorth.grant(SecurableKind.TABLE, ORDERS, "engineers", "SELECT");
        regions.atNorth.grant(SecurableKind.TABLE, ORDERS, "analysts");
        assertThat(regions.run().failed()).isEmpty();

        assertThat(regions.atWest.grants(SecurableKind.TABLE, ORDERS))
                .containsEntry("bob", List.of("SELECT"))
                .containsEntry("engineers", List.of("SELECT"))
                .containsEntry("analysts", List.of());
        assertThat(regions.verify(Tier.METADATA).isEqual()).isTrue();

        regions.north.principals.add("bob");
        regions.west.principals.add("bob");
        regions.atNorth.grant(SecurableKind.TABLE, ORDERS, "bob", "SELECT");
        regions.run();
        regions.atNorth.grant(SecurableKind.TABLE, ORDERS, "bob");
        regions.run();
        assertThat(regions.atWest.grants(SecurableKind.TABLE, ORDERS)).containsEntry("bob", List.of());
    }

    /** Also where a later sync could not tell, or was to fail for it: nothing newer is known of him. */
    @Test
    void remembersWhomTheOtherRegionNeverKnewThroughSyncsThatCannotTell() {
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "bob", "SELECT");
        regions.run();
        regions.owners = "copy, missingPrincipals: fail";
        regions.run();

        assertThat(regions.state(SecurableKind.TABLE, ORDERS).pair().replica().strangers())
                .containsExactly("bob");
        regions.promote(regions.north, ledger);
        regions.run();
        regions.atNorth.grant(SecurableKind.TABLE, ORDERS, "engineers", "SELECT");
        regions.run();

        assertThat(regions.atWest.grants(SecurableKind.TABLE, ORDERS))
                .containsEntry("bob", List.of("SELECT"))
                .containsEntry("engineers", List.of("SELECT"));
    }

    @Test
    void failsTheObjectWhereTheGroupSaysSo() {
        regions.owners = "copy, missingPrincipals: fail";
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "bob", "SELECT");

        SyncReport report = regions.run();

        assertThat(report.remarks().kept()).isEmpty();
        assertThat(report.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(failed.failure().message())
                    .startsWith("grants to bob on table gold.s.orders could not be changed (add SELECT)");
        });
        assertThat(atNorth()).containsEntry("analysts", List.of("SELECT"));
        assertThat(stateOfOrders()).isEqualTo(ParityState.DRIFTED);
    }

    /** Its rights are the operator's business in both regions, whichever way is replicated. */
    @Test
    void neitherCopiesNorTakesAwayWhatIsADroppedPrincipals() {
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "westerner", "SELECT");
        regions.atWest.own(SecurableKind.TABLE, ORDERS, "westerner");

        SyncReport report = regions.run();

        assertThat(report.failed()).isEmpty();
        assertThat(report.remarks().kept()).singleElement().satisfies(kept -> {
            assertThat(kept.what()).isEqualTo("owner westerner");
            assertThat(kept.reason()).isEqualTo("The group's mapping drops westerner in north.");
        });
        assertThat(atNorth()).containsOnlyKeys("analysts");
        assertThat(regions.verify(Tier.METADATA).isEqual()).isTrue();

        regions.promote(regions.north, ledger);
        regions.atNorth.grant(SecurableKind.TABLE, ORDERS, "engineers", "SELECT");
        assertThat(regions.run().failed()).isEmpty();
        assertThat(regions.atWest.grants(SecurableKind.TABLE, ORDERS))
                .containsOnlyKeys("analysts", "engineers", "westerner");
        assertThat(regions.atWest.owner(SecurableKind.TABLE, ORDERS)).isEqualTo("westerner");
    }

    /** Of the west's own north-readers the north would make the west-readers, who are called so there. */
    @Test
    void givesNobodyTheRightsOfHisNamesake() {
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "west-readers", "SELECT");
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "north-readers", "MODIFY");
        regions.atWest.own(SecurableKind.TABLE, ORDERS, "north-readers");

        SyncReport report = regions.run();

        assertThat(report.failed()).extracting(ObjectOutcome::failure).isEmpty();
        assertThat(report.remarks().kept())
                .extracting(Kept::what)
                .containsExactly("owner north-readers", "MODIFY for north-readers");
        assertThat(report.remarks().kept().get(1).reason())
                .isEqualTo("In north that name is west-readers's, by the group's mapping, who would get it: map"
                        + " north-readers as well, to a name of its own or to null.");
        assertThat(atNorth()).containsEntry("north-readers", List.of("SELECT"));
        assertThat(regions.atNorth.owner(SecurableKind.TABLE, ORDERS)).isEqualTo("twinlake");
        assertThat(regions.verify(Tier.METADATA).isEqual()).isTrue();

        regions.promote(regions.north, ledger);
        assertThat(regions.run().failed()).isEmpty();
        assertThat(regions.atWest.grants(SecurableKind.TABLE, ORDERS))
                .containsEntry("west-readers", List.of("SELECT"))
                .containsEntry("north-readers", List.of("MODIFY"));
    }

    @Test
    void copiesNothingOfADeletedPrincipalAndSaysWhatItHad() {
        regions.west.deleted.put("bob", "42");
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "bob", "SELECT");

        SyncReport report = regions.run();

        assertThat(report.result()).isEqualTo(RunResult.SUCCEEDED);
        assertThat(report.remarks().kept()).singleElement().satisfies(kept -> {
            assertThat(kept.what()).isEqualTo("SELECT for a deleted principal (id 42)");
            assertThat(kept.reason()).contains("in west any more");
        });
        assertThat(regions.verify(Tier.METADATA).isEqual()).isTrue();
        assertThat(regions.sync().plan().hasDifferences()).isFalse();
    }

    /** Deleted where it is copied to as well: nothing can be taken from it, and nothing has to. */
    @Test
    void leavesAloneWhatADeletedPrincipalHasAtTheReplica() {
        regions.north.principals.add("bob");
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "bob", "SELECT");
        regions.run();
        regions.west.deleted.put("bob", "42");
        regions.north.deleted.put("bob", "42");

        assertThat(regions.run().failed()).isEmpty();
        assertThat(regions.verify(Tier.METADATA).isEqual()).isTrue();
    }

    private Map<String, List<String>> atNorth() {
        return regions.atNorth.grants(SecurableKind.TABLE, ORDERS);
    }
}
