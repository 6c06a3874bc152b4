package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.twinlake.catalogsync.outcome.Unknown;
import io.twinlake.catalogsync.parity.ObjectParity;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.clients.databricks.Principal;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.state.Outcome;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A text that is shown to its owner alone is unknown: not empty, not equal, not changed, and nothing is written over it. */
class HiddenTextsTest extends OnOneLedger {
    private static final String VIEW = "gold.s.v";
    private static final String FUNCTION = "gold.s.f";

    private TwoRegions regions;

    @BeforeEach
    void aViewAndAFunctionOfAGroupsAreReplicated() {
        regions = new TwoRegions(ledger);
        regions.north.principals.add("owners");
        regions.north.self = new Principal("twinlake", Set.of("owners"), false);
        regions.atWest.table("gold.s.orders", "rows");
        regions.atWest.grant(SecurableKind.CATALOG, "gold", "owners", "USE_CATALOG", "USE_SCHEMA", "SELECT");
        view("SELECT id FROM gold.s.orders");
        regions.atWest.function(FUNCTION, "x + 1").put("owner", "owners");
        assertThat(regions.run().failed()).isEmpty();
        regions.north.writes.clear();
    }

    private void view(String text) {
        regions.atWest.view(VIEW, text, "gold.s.orders").put("owner", "owners");
    }

    @Test
    void replacesNothingWhereTheSourceHidesItAndSaysWhatIsUnknown() {
        regions.west.hidesTexts = true;
        regions.west.objects.get("table " + VIEW).put("view_definition", "SELECT id AS n FROM gold.s.orders");

        assertThat(regions.sync().plan().hasDifferences()).isFalse();
        SyncReport report = regions.run();

        assertThat(report.result()).isEqualTo(RunResult.SUCCEEDED);
        assertThat(regions.north.writes).isEmpty();
        assertThat(report.remarks().unknown())
                .extracting(unknown -> unknown.key().toString(), Unknown::what, Unknown::missingPrivilege)
                .containsExactly(
                        tuple("function " + FUNCTION, "text in west", "ownership of function gold.s.f in west"),
                        tuple("view " + VIEW, "text in west", "ownership of view gold.s.v in west"));
        assertThat(unknown()).containsExactlyInAnyOrder(VIEW, FUNCTION);
        assertThat(regions.verify(Tier.METADATA).isEqual()).isFalse();

        regions.west.hidesTexts = false;
        assertThat(unknown()).isEmpty();
        assertThat(regions.run().failed()).isEmpty();
        assertThat(regions.north
                        .objects
                        .get("table " + VIEW)
                        .path("view_definition")
                        .asText())
                .contains("AS n");
    }

    /** Whoever does not see what he would write over leaves it, and takes it for nobody's change. */
    @Test
    void replacesNothingWhereTheReplicaHidesIt() {
        regions.north.self = new Principal("twinlake", Set.of(), false);
        regions.north.hidesTexts = true;
        regions.west.objects.get("table " + VIEW).put("view_definition", "SELECT id AS n FROM gold.s.orders");

        SyncReport report = regions.run();

        assertThat(report.failed()).isEmpty();
        assertThat(regions.north.writes).noneMatch(write -> write.contains("VIEW") || write.contains("FUNCTION"));
        assertThat(report.remarks().unknown()).extracting(Unknown::what).containsOnly("text in north");
        assertThat(unknown()).containsExactlyInAnyOrder(VIEW, FUNCTION);

        regions.north.hidesTexts = false;
        assertThat(regions.run().failed()).isEmpty();
        assertThat(regions.north
                        .objects
                        .get("table " + VIEW)
                        .path("view_definition")
                        .asText())
                .contains("AS n");
    }

    @Test
    void goesOnGrantingWhatIsKnown() {
        regions.west.hidesTexts = true;
        regions.atWest.grant(SecurableKind.VIEW, VIEW, "analysts", "SELECT");

        assertThat(regions.run().failed()).isEmpty();

        assertThat(regions.atNorth.grants(SecurableKind.VIEW, VIEW)).containsEntry("analysts", List.of("SELECT"));
        assertThat(regions.north.writes).singleElement().asString().startsWith("grant table " + VIEW);
    }

    @Test
    void failsWhatItCannotMakeForTheLackOfATextAndNothingElse() {
        regions.west.hidesTexts = true;
        regions.atWest.view("gold.s.w", "SELECT 1 AS one").put("owner", "owners");
        regions.atWest.table("gold.s.items", "rows");

        SyncReport report = regions.run();

        assertThat(report.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.key()).hasToString("view gold.s.w");
            assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(failed.failure().message()).contains("its text in west is not shown to Twinlake");
        });
        assertThat(report.counts()).containsEntry(Outcome.CREATED, 1);
    }

    private List<String> unknown() {
        return regions.verify(Tier.METADATA).objects().stream()
                .filter(object -> object.state() == ParityState.UNKNOWN)
                .map(ObjectParity::object)
                .map(Object::toString)
                .toList();
    }
}
