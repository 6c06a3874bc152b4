package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.catalogsync.outcome.Kept;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.run.RunResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Properties that each region has for itself: those that the configuration names, and those that the platform does not let be alike. */
class OwnPropertiesTest extends OnOneLedger {
    private static final String ORDERS = "gold.s.orders";
    private static final String TUNED = "acme.tuned";

    private TwoRegions regions;

    @BeforeEach
    void aTableAtTheSource() {
        regions = new TwoRegions(ledger);
        regions.atWest.table(ORDERS, "rows");
        regions.atWest.set(SecurableKind.TABLE, ORDERS, TUNED, "by hand");
    }

    @Test
    void warnsOnceOfWhatThePlatformChangesBack() {
        regions.atWest.own(SecurableKind.TABLE, ORDERS, "alice");
        regions.north.platformProperties.put(TUNED, "auto");

        SyncReport first = regions.run();

        assertThat(first.result()).isEqualTo(RunResult.SUCCEEDED);
        assertThat(first.remarks().kept()).singleElement().satisfies(kept -> {
            assertThat(kept.key()).hasToString("table gold.s.orders");
            assertThat(kept.what()).isEqualTo("property acme.tuned = 'by hand'");
            assertThat(kept.reason()).startsWith("The platform has it as 'auto' right behind that write");
        });
        assertThat(regions.atNorth.owner(SecurableKind.TABLE, ORDERS)).isEqualTo("alice");
        assertThat(regions.verify(Tier.CHECKSUMS).isEqual()).isTrue();
        regions.north.writes.clear();
        assertThat(regions.run().remarks().kept()).isEmpty();
        assertThat(regions.north.writes).isEmpty();
    }

    /** What was never told is not learnt: the next sync tells it. */
    @Test
    void learnsOnceItCanTell() {
        regions.north.platformProperties.put(TUNED, "auto");
        regions.owners = "copy, missingPrincipals: fail";
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "bob", "SELECT");
        assertThat(regions.run().failed()).isNotEmpty();
        regions.north.principals.add("bob");

        SyncReport next = regions.run();

        assertThat(next.failed()).isEmpty();
        assertThat(next.remarks().kept()).extracting(Kept::what).containsExactly("property acme.tuned = 'by hand'");
    }

    @Test
    void warnsOnceOfWhatThePlatformSetsByItself() {
        regions.north.platformProperties.put("acme.clusterByAuto", "true");

        assertThat(regions.run().remarks().kept())
                .extracting(Kept::what)
                .containsExactly("property acme.clusterByAuto = absent");
        SyncReport second = regions.run();
        assertThat(second.failed()).isEmpty();
        assertThat(second.remarks().kept()).isEmpty();
    }

    @Test
    void triesAgainOnceTheSourceSaysSomethingElse() {
        regions.north.platformProperties.put(TUNED, "auto");
        regions.run();
        regions.north.platformProperties.clear();
        regions.atWest.set(SecurableKind.TABLE, ORDERS, TUNED, "by another hand");

        assertThat(regions.run().remarks().kept()).isEmpty();

        assertThat(tunedInNorth()).isEqualTo("by another hand");
        regions.atNorth.set(SecurableKind.TABLE, ORDERS, TUNED, "changed here");
        assertThat(regions.verify(Tier.METADATA).isEqual()).isFalse();
    }

    /** What was learnt is no change by another hand: a replica whose source is gone may be removed. */
    @Test
    void prunesWhatIsOtherwiseAsItWasLeft() {
        regions.limits = "concurrency: 2, onDelete: prune";
        regions.north.platformProperties.put(TUNED, "auto");
        regions.run();
        regions.west.delete(SecurableKind.TABLE, ObjectName.parse(ORDERS));

        assertThat(regions.run().failed()).isEmpty();
        assertThat(regions.north.find(SecurableKind.TABLE, ObjectName.parse(ORDERS)))
                .isEmpty();
    }

    /** The way back does not write over an original what the platform made of its copy. */
    @Test
    void leavesTheOriginalItsOwnOnTheWayBack() {
        regions.north.platformProperties.put(TUNED, "auto");
        regions.run();
        regions.promote(regions.north, ledger);
        regions.atNorth.set(SecurableKind.TABLE, ORDERS, "acme.team", "sales");

        assertThat(regions.run().failed()).isEmpty();

        assertThat(regions.atWest.property(SecurableKind.TABLE, ORDERS, TUNED)).isEqualTo("by hand");
        assertThat(regions.atWest.property(SecurableKind.TABLE, ORDERS, "acme.team"))
                .isEqualTo("sales");
        assertThat(regions.run().remarks().kept()).isEmpty();
        assertThat(regions.verify(Tier.METADATA).isEqual()).isTrue();
    }

    /** A schema has no history that would show whether somebody else was there. */
    @Test
    void learnsNothingOfWhatHasNoHistory() {
        regions.atWest.set(SecurableKind.SCHEMA, "gold.s", TUNED, "by hand");
        regions.run();
        regions.atWest.set(SecurableKind.SCHEMA, "gold.s", TUNED, "by another hand");
        regions.north.before(
                call -> call.startsWith("update"),
                () -> regions.north.before(
                        call -> !call.startsWith("update"),
                        () -> regions.atNorth.set(SecurableKind.SCHEMA, "gold.s", TUNED, "mallory's")));

        assertThat(regions.run().failed())
                .singleElement()
                .satisfies(failed -> assertThat(failed.failure().message()).contains("still differs"));
    }

    @Test
    void neitherCopiesNorComparesWhatTheConfigurationNames() {
        regions.owners = "copy, ownProperties: ['acme.*']";
        regions.atWest.set(SecurableKind.TABLE, ORDERS, "other", "copied");
        regions.atWest.set(SecurableKind.SCHEMA, "gold.s", "ACME.run", "1");
        regions.run();
        regions.atNorth.set(SecurableKind.TABLE, ORDERS, TUNED, "as here");
        regions.atNorth.set(SecurableKind.SCHEMA, "gold.s", "acme.run", "2");

        assertThat(regions.run().failed()).isEmpty();

        assertThat(tunedInNorth()).isEqualTo("as here");
        assertThat(regions.atNorth.property(SecurableKind.TABLE, ORDERS, "other"))
                .isEqualTo("copied");
        assertThat(regions.atNorth.property(SecurableKind.SCHEMA, "gold.s", "acme.run"))
                .isEqualTo("2");
        assertThat(regions.verify(Tier.METADATA).isEqual()).isTrue();
    }

    private String tunedInNorth() {
        return regions.atNorth.property(SecurableKind.TABLE, ORDERS, TUNED);
    }
}
