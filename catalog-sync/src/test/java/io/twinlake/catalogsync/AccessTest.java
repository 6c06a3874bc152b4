package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.state.Outcome;
import java.util.List;
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

    private List<String> atNorth(String principal) {
        return regions.atNorth.grants(SecurableKind.TABLE, ORDERS).getOrDefault(principal, List.of());
    }
}
