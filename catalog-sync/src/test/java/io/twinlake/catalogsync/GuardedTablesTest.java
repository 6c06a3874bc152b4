package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.outcome.ObjectOutcome;
import io.twinlake.catalogsync.parity.ObjectParity;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.clients.FailureCategory;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.ledger.state.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables that get a row filter or masks once they have a copy: the copy is guarded alike, or nobody reads it by its own grants. */
class GuardedTablesTest extends OnOneLedger {
    private static final String ORDERS = "gold.s.orders";
    private static final String FILTER = "ALTER TABLE `gold`.`s`.`orders` SET ROW FILTER `gold`.`s`.`mine` ON (`id`)";

    private TwoRegions regions;
    private ObjectNode orders;

    @BeforeEach
    void syncOnce() {
        regions = new TwoRegions(ledger);
        orders = regions.atWest.table(ORDERS, "rows");
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "analysts", "SELECT");
        regions.run();
        regions.atWest.function("gold.s.mine", "true");
        orders.set("row_filter", RegionTwinObjects.guard(ObjectName.parse("gold.s.mine"), "input_column_names", "id"));
        regions.north.writes.clear();
    }

    @Test
    void areGuardedAlikeByAFunctionThatComesWithTheRun() {
        assertThat(parity().reason()).contains("its copy in the other region", "unguarded");

        ObjectOutcome blocked = only(regions.run());

        assertThat(blocked.outcome()).isEqualTo(Outcome.BLOCKED);
        assertThat(blocked.failure().message()).contains("not protected", "copy", "guarded as the source is");
        assertThat(regions.north.writes.get(regions.north.writes.size() - 1)).isEqualTo(FILTER);
        assertThat(grants()).containsEntry("analysts", List.of("SELECT"));
        assertThat(parity().state()).isEqualTo(ParityState.UNSUPPORTED);
        assertThat(parity().reason()).contains("guarded as the source is");
        regions.north.writes.clear();
        assertThat(only(regions.run()).failure().message()).contains("guarded as the source is");
        assertThat(regions.north.writes).isEmpty();
    }

    @Test
    void areGuardedBeforeAnythingElseWhereTheFunctionIsThere() {
        regions.atNorth.function("gold.s.mine", "true");
        regions.atWest.table("gold.s.items", "rows");

        regions.run();

        assertThat(regions.north.writes.get(0)).isEqualTo(FILTER);
    }

    @Test
    void loseTheGrantsOfTheirCopyWhereItCannotBeGuarded() {
        regions.north.fail(call -> call.contains("ROW FILTER"), FailureCategory.INVALID, "has CHECK constraints");

        ObjectOutcome blocked = only(regions.run());

        assertThat(blocked.failure().message())
                .contains("could not be guarded", "has CHECK constraints", "its grants were withdrawn");
        assertThat(grants().getOrDefault("analysts", List.of())).isEmpty();
        orders.remove("row_filter");
        assertThat(regions.run().failed()).isEmpty();
        assertThat(grants()).containsEntry("analysts", List.of("SELECT"));
    }

    @Test
    void areGuardedByNothingThatCannotBeSaid() {
        ((ObjectNode) orders.get("row_filter"))
                .putArray("input_arguments")
                .addObject()
                .put("constant", "'eu'); DROP TABLE x");

        ObjectOutcome blocked = only(regions.run());

        assertThat(blocked.failure().message()).contains("a constant is passed", "its grants were withdrawn");
        assertThat(regions.north.writes).noneMatch(write -> write.contains("FILTER"));
    }

    @Test
    void areNotGuardedByAFunctionThatOnlyBearsTheName() {
        regions.atNorth.function("gold.s.mine", "of mallory");

        ObjectOutcome blocked = regions.run().failed().stream()
                .filter(failed -> failed.kind() == SecurableKind.TABLE)
                .findFirst()
                .orElseThrow();

        assertThat(blocked.failure().message()).contains("is not the source's there", "its grants were withdrawn");
        assertThat(regions.north.writes).noneMatch(write -> write.contains("FILTER"));
    }

    @Test
    void keepAnotherGuardThatSomebodyHasPutOnTheirCopy() {
        regions.north
                .objects
                .get("table " + ORDERS)
                .set(
                        "row_filter",
                        RegionTwinObjects.guard(ObjectName.parse("gold.s.deny"), "input_column_names", "id"));

        ObjectOutcome blocked = only(regions.run());

        assertThat(blocked.failure().message()).contains("another guard", "its grants were withdrawn");
        assertThat(regions.north.writes).noneMatch(write -> write.contains("FILTER"));
    }

    @Test
    void ofWhoseGuardNotAllIsToldLoseTheGrantsOfTheirCopy() {
        orders.putObject("row_filter");

        assertThat(only(regions.run()).failure().message()).contains("its grants were withdrawn");
        assertThat(grants().getOrDefault("analysts", List.of())).isEmpty();
    }

    @Test
    void keepWhatSomebodyElseHasPutInTheirPlace() {
        regions.atNorth.table(ORDERS, "mallory's");
        regions.atNorth.grant(SecurableKind.TABLE, ORDERS, "analysts", "SELECT");

        regions.run();

        assertThat(regions.north.writes).noneMatch(write -> write.contains("FILTER") || write.contains("orders"));
        assertThat(grants()).containsEntry("analysts", List.of("SELECT"));
    }

    @Test
    void keepWhatComesInTheirPlaceWhileTheyAreGuarded() {
        regions.atNorth.function("gold.s.mine", "true");
        regions.north.before(call -> call.equals("find table " + ORDERS), this::putAnotherInItsPlace);

        ObjectOutcome blocked = only(regions.run());

        assertThat(blocked.failure().message())
                .contains("somebody dropped it meanwhile", "could not be withdrawn")
                .doesNotContain("guarded as the source is,");
        assertThat(regions.north.writes).noneMatch(write -> write.contains("orders"));
        assertThat(grants()).containsEntry("analysts", List.of("SELECT"));
    }

    @Test
    void keepWhatComesInTheirPlaceWhileTheirGrantsAreWithdrawn() {
        orders.putObject("row_filter");
        regions.north.before(call -> call.equals("find table " + ORDERS), this::putAnotherInItsPlace);

        ObjectOutcome blocked = only(regions.run());

        assertThat(blocked.failure().message()).contains("could not be withdrawn: somebody dropped it meanwhile");
        assertThat(grants()).containsEntry("analysts", List.of("SELECT"));
    }

    private void putAnotherInItsPlace() {
        regions.atNorth.table(ORDERS, "mallory's");
        regions.atNorth.grant(SecurableKind.TABLE, ORDERS, "analysts", "SELECT");
    }

    @Test
    void areNamedWhereTheFilterWasTakenOffAtTheSourceAlone() {
        regions.run();
        orders.remove("row_filter");

        ObjectOutcome blocked = only(regions.run());

        assertThat(blocked.failure().next()).contains("Take the row filter and the masks off the replica's");
    }

    private Map<String, List<String>> grants() {
        return regions.atNorth.grants(SecurableKind.TABLE, ORDERS);
    }

    private static ObjectOutcome only(SyncReport report) {
        assertThat(report.failed()).hasSize(1);
        return report.failed().get(0);
    }

    private ObjectParity parity() {
        return regions.verify(Tier.METADATA).objects().stream()
                .filter(object -> object.object().equals(ObjectName.parse(ORDERS)))
                .findFirst()
                .orElseThrow();
    }
}
