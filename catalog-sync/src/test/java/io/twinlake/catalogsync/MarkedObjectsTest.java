package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.state.Outcome;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replica's marker says which object it is of, and who wrote it. */
class MarkedObjectsTest {
    private static final ObjectName ORDERS = ObjectName.parse("gold.s.orders");

    @TempDir
    private Path folder;

    private Ledger ledger;
    private TwoRegions regions;

    @BeforeEach
    void aSource() {
        ledger = TwoRegions.ledger(folder);
        regions = new TwoRegions(ledger);
        regions.atWest.table("gold.s.orders", "rows");
        regions.atWest.view("gold.s.recent", "SELECT id FROM gold.s.orders", "gold.s.orders");
    }

    @AfterEach
    void closeLedger() {
        ledger.close();
    }

    @Test
    void everyKindThatCanBeAlteredNamesItsOwnIdAndTheIntentOfItsStatement() {
        regions.run();

        for (String key :
                new String[] {"catalog gold", "schema gold.s", "table gold.s.orders", "table gold.s.recent"}) {
            assertThat(marker(key).names(id(key))).as(key).isTrue();
            assertThat(marker(key).intent()).as(key).isNotNull();
        }
        regions.north.writes.clear();
        assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);
        assertThat(regions.north.writes).isEmpty();
    }

    @Test
    void aLaterCloneTellsTheIdByItself() {
        regions.run();
        regions.west.commit(ORDERS, "WRITE", "alice", null, "more rows");
        regions.north.writes.clear();

        assertThat(regions.run().counts()).containsEntry(Outcome.REPLACED, 1);

        assertThat(regions.north.writes).singleElement().asString().contains("DEEP CLONE", "twinlake.object");
        assertThat(marker("table gold.s.orders").names(id("table gold.s.orders")))
                .isTrue();
    }

    @Test
    void whatARunThatWasKilledDidNotComeToTellALaterOneTells() {
        for (String statement : new String[] {"sql ALTER TABLE", "sql ALTER VIEW", "update schema gold.s "}) {
            regions.north.fail(starts(statement), FailureCategory.UNAVAILABLE, "the process dies here");
        }
        assertThat(regions.run().result()).isEqualTo(RunResult.PARTIAL);
        assertThat(marker("schema gold.s").object()).isNull();
        regions.north.heal();

        regions.run();
        assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);

        for (String key : new String[] {"schema gold.s", "table gold.s.orders", "table gold.s.recent"}) {
            assertThat(marker(key).names(id(key))).as(key).isTrue();
        }
        assertThat(regions.north.history(ORDERS))
                .extracting(RegionTwin.Commit::content)
                .containsOnly("rows");
    }

    /** It carries group and source, and its maker had it made while nothing of ours is open. */
    @Test
    void aMarkerWithoutAnIdCountsOnlyWithAnOpenIntentOfThisLedger() {
        regions.run();
        ObjectNode theirs = regions.north.objects.get("table gold.s.orders").put("table_id", regions.north.nextId());
        theirs.withObjectProperty("properties").remove("twinlake.object");
        regions.west.commit(ORDERS, "WRITE", "alice", null, "more rows");

        assertThat(regions.run().failed())
                .singleElement()
                .satisfies(blocked -> assertThat(blocked.outcome()).isEqualTo(Outcome.BLOCKED));
    }

    @Test
    void anOpenIntentDoesNotMakeOursWhatAnotherLedgersStatementMade() {
        regions.north.fail(starts("sql CREATE TABLE"), FailureCategory.UNAVAILABLE, "no answer");
        regions.run();
        regions.north.heal();
        regions.atNorth
                .table("gold.s.orders", "theirs")
                .putObject("properties")
                .put("twinlake.group", regions.group().name().value())
                .put(
                        "twinlake.source",
                        regions.west
                                .objects
                                .get("table gold.s.orders")
                                .path("table_id")
                                .asText())
                .put("twinlake.intent", "of another ledger");

        assertThat(regions.run().failed())
                .anySatisfy(blocked -> assertThat(blocked.object()).isEqualTo(ORDERS));
        assertThat(regions.north.history(ORDERS))
                .extracting(RegionTwin.Commit::content)
                .containsExactly("theirs");
    }

    private static Predicate<String> starts(String call) {
        return made -> made.startsWith(call);
    }

    private Marker marker(String key) {
        return Marker.in(regions.north.objects.get(key)).orElseThrow();
    }

    private String id(String key) {
        ObjectNode object = regions.north.objects.get(key);
        return object.path(object.has("table_id") ? "table_id" : "id").asText();
    }
}
