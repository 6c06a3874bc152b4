package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.twinlake.catalogsync.outcome.ObjectOutcome;
import io.twinlake.catalogsync.parity.ObjectParity;
import io.twinlake.catalogsync.parity.ParityReport;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.state.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenAloneTest extends OnOneLedger {
    private static final Instant LATER = TwoRegions.NOW.plusSeconds(3600);
    private static final Predicate<String> LISTING = call -> call.equals("list tables gold.s");

    private TwoRegions regions;

    /** Two schemas that were replicated once; then both have moved on. */
    @BeforeEach
    void replicateOnceAndMoveOn() {
        regions = new TwoRegions(ledger);
        regions.limits = "concurrency: 2, onDelete: prune";
        regions.atWest.table("gold.s.orders", "rows");
        regions.atWest.table("gold.s.items", "rows");
        regions.atWest.schema("gold", "other").table("gold.other.t", "rows");
        regions.run();
        regions.clock = Clock.fixed(LATER, ZoneOffset.UTC);
        commit("gold.s.orders");
        commit("gold.other.t");
        regions.north.writes.clear();
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureCategory.class,
            names = {"PERMISSION", "UNAVAILABLE", "TIMEOUT", "RATE_LIMITED", "PROTOCOL", "CONFLICT", "INVALID"})
    void aSchemaThatCannotBeListedAtTheSourceKeepsNothingElseBack(FailureCategory category) {
        regions.west.fail(LISTING, category, "cannot list");

        SyncReport report = regions.run();

        assertThat(report.result()).isEqualTo(RunResult.PARTIAL);
        assertThat(report.failed())
                .extracting(ObjectOutcome::kind, failed -> failed.object().toString(), ObjectOutcome::outcome)
                .containsExactly(tuple(SecurableKind.SCHEMA, "gold.s", Outcome.FAILED));
        assertThat(report.failed().get(0).failure()).satisfies(failure -> {
            assertThat(failure.category()).isEqualToIgnoringCase(category.name());
            assertThat(failure.message()).contains("2 of its objects stay as they are", "cannot list");
            assertThat(failure.next()).isNotBlank();
        });
        assertThat(contentOf("gold.other.t")).isEqualTo("more rows");
        assertThat(contentOf("gold.s.orders")).isEqualTo("rows");
        assertThat(regions.north.writes).noneMatch(write -> write.contains("gold.s.") || write.contains("`s`"));
        assertThat(regions.north.objects).containsKeys("table gold.s.orders", "table gold.s.items");
    }

    @Test
    void whatAFailedListingHidesHoldsTheReplicationPointBack() {
        regions.west.fail(LISTING, FailureCategory.UNAVAILABLE, "500");

        assertThat(regions.run().replicationPoint()).contains(TwoRegions.NOW);

        regions.west.heal();
        assertThat(regions.run().replicationPoint()).contains(LATER);
    }

    @Test
    void aSchemasOwnNewerPointSaysNothingOfTheTablesThatItHides() {
        regions.north.fail(
                call -> call.startsWith("sql CREATE OR REPLACE TABLE `gold`.`s`.`orders`"),
                FailureCategory.INVALID,
                "cannot be cloned");
        regions.west.objects.get("schema gold.s").put("comment", "changed");
        regions.run();
        regions.north.heal();
        regions.clock = Clock.fixed(LATER.plusSeconds(3600), ZoneOffset.UTC);
        regions.west.fail(LISTING, FailureCategory.UNAVAILABLE, "500");

        assertThat(regions.run().replicationPoint()).contains(TwoRegions.NOW);
    }

    @Test
    void aSchemaThatCannotBeListedAtTheReplicaFailsItsObjectsAndNoOthers() {
        regions.north.fail(LISTING, FailureCategory.UNAVAILABLE, "500");
        assertThat(regions.sync().plan().unread()).isEqualTo(3);

        SyncReport report = regions.run();

        assertThat(report.failed())
                .extracting(
                        failed -> failed.object().toString(),
                        failed -> failed.failure().category())
                .containsExactly(
                        tuple("gold.s", "unavailable"),
                        tuple("gold.s.items", "unavailable"),
                        tuple("gold.s.orders", "unavailable"));
        assertThat(contentOf("gold.other.t")).isEqualTo("more rows");
        assertThat(contentOf("gold.s.orders")).isEqualTo("rows");
        assertThat(report.replicationPoint()).contains(TwoRegions.NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list schemas gold", "grants catalog gold"})
    void aCatalogThatCannotBeReadKeepsNoOtherBackAndLosesNothing(String broken) {
        for (RegionTwin side : new RegionTwin[] {regions.west, regions.north}) {
            side.fail(call -> call.startsWith(broken), FailureCategory.UNAVAILABLE, "500");

            SyncReport report = regions.run();

            assertThat(report.failed())
                    .extracting(failed -> failed.object().toString())
                    .contains("gold");
            assertThat(regions.north.writes).isEmpty();
            side.heal();
        }
        assertThat(regions.run().failed()).isEmpty();
        assertThat(contentOf("gold.other.t")).isEqualTo("more rows");
    }

    @Test
    void whatWasListedAndMayNotBeOpenedIsNotTakenForGone() {
        regions.north.fail(LISTING, FailureCategory.NOT_FOUND, "does not exist");

        assertThat(regions.run().failed())
                .extracting(failed -> failed.object().toString())
                .contains("gold.s.orders");
        assertThat(regions.north.writes).noneMatch(write -> write.contains("`s`"));
    }

    @Test
    void aViewOverTablesThatCouldNotBeListedStaysAsItIs() {
        regions.atWest.view("gold.other.v", "SELECT id FROM gold.s.orders", "gold.s.orders");
        regions.run();
        regions.west.fail(LISTING, FailureCategory.UNAVAILABLE, "500");

        assertThat(regions.run().failed())
                .extracting(failed -> failed.object().toString(), ObjectOutcome::outcome)
                .containsExactly(tuple("gold.s", Outcome.FAILED), tuple("gold.other.v", Outcome.FAILED));
        assertThat(regions.north.objects).containsKey("table gold.other.v");
    }

    @Test
    void aTableWhoseVersionCannotBeReadKeepsNoOtherBack() {
        regions.west.fail(
                call -> call.startsWith("sql DESCRIBE HISTORY `gold`.`s`.`orders`"),
                FailureCategory.UNAVAILABLE,
                "storage does not answer");

        assertThat(regions.run().failed())
                .extracting(failed -> failed.object().toString())
                .containsExactly("gold.s.orders");
        assertThat(contentOf("gold.other.t")).isEqualTo("more rows");
    }

    @Test
    void aShareThatCannotBeMadeFailsItsTablesAndNothingElse() {
        regions.atWest.function("gold.other.f", "x + 1");
        regions.west.fail(call -> call.startsWith("list shares"), FailureCategory.UNAVAILABLE, "500");

        SyncReport report = regions.run();

        assertThat(report.failed())
                .extracting(failed -> failed.object().toString())
                .containsExactly("gold.other.t", "gold.s.orders");
        assertThat(regions.north.objects).containsKey("function gold.other.f");
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureCategory.class,
            names = {"AUTHENTICATION", "UNAVAILABLE"})
    void aRegionThatAnswersNothingEndsTheSyncBeforeItWrites(FailureCategory category) {
        for (RegionTwin side : new RegionTwin[] {regions.west, regions.north}) {
            side.fail(call -> !call.equals("warehouse") && !call.equals("list catalogs"), category, "connection lost");

            assertThatThrownBy(regions::run).isInstanceOf(ClientException.class).hasMessage("connection lost");

            assertThat(regions.north.writes).isEmpty();
            side.heal();
        }
    }

    @Test
    void verifyKeepsWhatAFailedListingHidesInTheDenominatorAsUnknown() {
        int whole = regions.verify(Tier.METADATA).counts().inScope();
        for (RegionTwin side : new RegionTwin[] {regions.west, regions.north}) {
            side.fail(LISTING, FailureCategory.UNAVAILABLE, "500");

            ParityReport report = regions.verify(Tier.METADATA);

            assertThat(report.counts().words()).containsEntry("inScope", whole).containsEntry("unknown", 2);
            assertThat(of(report, "gold.s").state()).isEqualTo(ParityState.FAILED);
            assertThat(of(report, "gold.s.orders").state()).isEqualTo(ParityState.UNKNOWN);
            assertThat(of(report, "gold.other.t").state()).isEqualTo(ParityState.LAGGING);
            side.heal();
        }
    }

    @Test
    void verifyKeepsWhatBothSidesHideInTheDenominatorAsTheLedgerKnowsIt() {
        int whole = regions.verify(Tier.METADATA).counts().inScope();
        regions.west.fail(LISTING, FailureCategory.UNAVAILABLE, "500");
        regions.north.fail(LISTING, FailureCategory.UNAVAILABLE, "500");

        assertThat(regions.verify(Tier.METADATA).counts().words())
                .containsEntry("inScope", whole)
                .containsEntry("unknown", 2);
    }

    private void commit(String table) {
        regions.west.commit(ObjectName.parse(table), "WRITE", "alice", null, "more rows");
    }

    private String contentOf(String table) {
        return regions.north.history(ObjectName.parse(table)).stream()
                .reduce((older, newer) -> newer)
                .orElseThrow()
                .content();
    }

    private static ObjectParity of(ParityReport report, String object) {
        return report.objects().stream()
                .filter(parity -> parity.object().toString().equals(object))
                .findFirst()
                .orElseThrow();
    }
}
