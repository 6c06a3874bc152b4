package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.catalogsync.change.Change;
import io.twinlake.catalogsync.change.ChangeType;
import io.twinlake.catalogsync.outcome.ObjectOutcome;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.clients.FailureCategory;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.ledger.state.Outcome;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables that policies guard at the source: never copied to where nothing guards them alike. */
class PoliciesTest extends OnOneLedger {
    private static final String ORDERS = "gold.s.orders";

    private TwoRegions regions;

    @BeforeEach
    void syncOnce() {
        regions = new TwoRegions(ledger);
        regions.atWest.table(ORDERS, "rows");
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "analysts", "SELECT");
        regions.run();
        regions.atWest.policy("gold.s", "mine", "west-readers", "twinlake");
        regions.west.commit(ObjectName.parse(ORDERS), "WRITE", "alice", null, "more rows");
        regions.atWest.table("gold.s.fresh", "rows");
        regions.north.writes.clear();
    }

    @Test
    void areNotReplicatedWhereNothingGuardsTheirCopy() {
        Change fresh = regions.sync().plan().changes().stream()
                .filter(change -> change.object().equals(ObjectName.parse("gold.s.fresh")))
                .findFirst()
                .orElseThrow();
        assertThat(fresh.type()).isEqualTo(ChangeType.UNSUPPORTED);
        assertThat(fresh.reason()).contains("not protected: policy mine on SCHEMA gold.s", "north");

        SyncReport report = regions.run();

        assertThat(report.failed())
                .extracting(ObjectOutcome::key, ObjectOutcome::outcome)
                .hasSize(1);
        assertThat(report.failed().get(0).outcome()).isEqualTo(Outcome.BLOCKED);
        assertThat(report.failed().get(0).failure().message())
                .contains("its copy in the other region", "its grants were withdrawn");
        assertThat(regions.atNorth.grants(SecurableKind.TABLE, ORDERS).getOrDefault("analysts", List.of()))
                .isEmpty();
        assertThat(regions.north.writes).noneMatch(write -> write.contains("CLONE"));
        assertThat(regions.verify(Tier.METADATA).objects())
                .filteredOn(object -> object.kind() == SecurableKind.TABLE)
                .allSatisfy(object -> assertThat(object.state()).isEqualTo(ParityState.UNSUPPORTED));
    }

    @Test
    void areReplicatedOnceTheOtherRegionGuardsThemAlike() {
        regions.run();
        regions.atNorth.policy("gold.s", "of another name", "north-readers", "twinlake");

        SyncReport report = regions.run();

        assertThat(report.failed()).isEmpty();
        assertThat(report.counts()).containsEntry(Outcome.CREATED, 1).containsEntry(Outcome.REPLACED, 1);
        assertThat(regions.atNorth.grants(SecurableKind.TABLE, ORDERS)).containsEntry("analysts", List.of("SELECT"));
        assertThat(regions.verify(Tier.METADATA).isEqual()).isTrue();
    }

    @Test
    void areNotGuardedByOneThatExceptsMoreOrBindsOthers() {
        regions.atNorth.policy("gold.s", "mine", "engineers", "twinlake");
        regions.atNorth.policy("gold.s", "mine", "north-readers", "analysts");

        assertThat(regions.run().failed()).hasSize(1);
        assertThat(regions.north.writes).noneMatch(write -> write.contains("CLONE"));
    }

    /** A rule of a kind that this version does not know is compared whole. */
    @Test
    void areNotGuardedByOneThatDiffersInAFieldNobodyKnows() {
        regions.atNorth.policy("gold.s", "mine", "north-readers", "twinlake");
        regions.west.policies.get("gold.s").get(0).putObject("deny").put("privilege", "SELECT");
        regions.north.policies.get("gold.s").get(0).putObject("deny").put("privilege", "MODIFY");

        assertThat(regions.run().failed()).hasSize(1);

        regions.north.policies.get("gold.s").get(0).putObject("deny").put("privilege", "SELECT");
        regions.north.policies.get("gold.s").get(0).putNull("when_condition");
        assertThat(regions.run().failed()).isEmpty();
    }

    @Test
    void failAloneWhereTheirPoliciesAreNotTold() {
        regions.west.fail(
                call -> call.equals("policies table gold.s.fresh"), FailureCategory.INVALID, "no such endpoint");
        regions.atNorth.policy("gold.s", "mine", "north-readers", "twinlake");

        SyncReport report = regions.run();

        assertThat(report.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.object()).isEqualTo(ObjectName.parse("gold.s.fresh"));
            assertThat(failed.failure().message()).contains("no such endpoint");
        });
        assertThat(report.counts()).containsEntry(Outcome.REPLACED, 1);
    }
}
