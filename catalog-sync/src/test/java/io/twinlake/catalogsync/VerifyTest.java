package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.catalogsync.parity.ObjectParity;
import io.twinlake.catalogsync.parity.ParityReport;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.clients.FailureCategory;
import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.parity.ParityState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerifyTest extends OnOneLedger {
    private static final ObjectName ORDERS = ObjectName.parse("gold.s.orders");

    private TwoRegions regions;

    @BeforeEach
    void setUp() {
        regions = new TwoRegions(ledger);
        regions.atWest.table("gold.s.orders", "rows");
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void findsEverythingInSyncAfterASync(Tier tier) {
        regions.run();

        ParityReport report = regions.verify(tier);

        assertThat(report.isEqual()).isTrue();
        assertThat(report.counts().words()).containsEntry("inScope", 3).containsEntry("inSync", 3);
    }

    @Test
    void callsWhatWasNeverCopiedMissing() {
        ParityReport report = regions.verify(Tier.METADATA);

        assertThat(report.counts().words()).containsEntry("inScope", 3).containsEntry("missing", 3);
        assertThat(report.isEqual()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void findsARowChangedByHandInTheReplica(Tier tier) {
        regions.run();
        regions.north.commit(ORDERS, "UPDATE", "mallory", null, "changed rows");

        ObjectParity orders = of(regions.verify(tier), "gold.s.orders");

        assertThat(orders.state()).isEqualTo(ParityState.DRIFTED);
        assertThat(orders.reason()).contains("mallory committed version", "UPDATE");
    }

    @Test
    void namesEachFieldThatDiffersWithBothValues() {
        regions.run();
        regions.west.commit(ORDERS, "WRITE", "the api", null, "more rows");
        regions.atWest.view("gold.s.recent", "SELECT id FROM gold.s.orders", "gold.s.orders");

        assertThat(of(regions.verify(Tier.METADATA), "gold.s.orders").differs())
                .singleElement()
                .satisfies(version -> {
                    assertThat(version.name()).isEqualTo("dataVersion");
                    assertThat(Long.parseLong(version.source())).isGreaterThan(Long.parseLong(version.replica()));
                });
        assertThat(of(regions.verify(Tier.METADATA), "gold.s").differs()).isEmpty();
    }

    @Test
    void comparesOneNameAlone() {
        regions.run();

        ParityReport report = regions.sync().verify(Tier.COUNTS, ObjectName.parse("GOLD.s.Orders"));

        assertThat(report.objects()).singleElement().satisfies(orders -> {
            assertThat(orders.object()).isEqualTo(ORDERS);
            assertThat(orders.state()).isEqualTo(ParityState.IN_SYNC);
        });
        assertThat(regions.sync()
                        .verify(Tier.METADATA, ObjectName.parse("gold.s.nothing"))
                        .objects())
                .isEmpty();
    }

    @Test
    void listsWhatOnlyTheReplicaHasBesideTheDenominator() {
        regions.run();
        regions.atNorth.table("gold.s.stray", "rows");

        ParityReport report = regions.verify(Tier.METADATA);

        assertThat(of(report, "gold.s.stray").state()).isEqualTo(ParityState.EXTRA);
        assertThat(report.counts().words()).containsEntry("inScope", 3).containsEntry("extra", 1);
    }

    @Test
    void givesEveryObjectOfTheSourceExactlyOneState() {
        regions.atWest.table("gold.s.tmp_1", "rows");
        regions.atWest.table("gold.s.live", "rows").put("table_type", "STREAMING_TABLE");
        regions.atWest.model("gold.s.churn");
        regions.run();
        regions.west.fail(call -> call.equals("list tables gold.s"), FailureCategory.PERMISSION, "may not list");

        ParityReport failed = regions.verify(Tier.METADATA);
        regions.west.heal();
        ParityReport whole = regions.verify(Tier.METADATA);

        assertThat(of(failed, "gold.s").state()).isEqualTo(ParityState.FAILED);
        assertThat(of(whole, "gold.s.tmp_1").state()).isEqualTo(ParityState.EXCLUDED);
        assertThat(of(whole, "gold.s.live").state()).isEqualTo(ParityState.UNSUPPORTED);
        assertThat(of(whole, "gold.s.churn").state()).isEqualTo(ParityState.UNSUPPORTED);
        assertThat(whole.counts().words())
                .containsEntry("inScope", 5)
                .containsEntry("inSync", 3)
                .containsEntry("unsupported", 2)
                .containsEntry("excluded", 1);
    }

    @Test
    void aListingThatCannotBeUnderstoodFailsItsSchemaAlone() {
        regions.atWest.schema("gold", "other").table("gold.other.t", "rows");
        regions.run();
        regions.atWest.function("gold.s.rate", "1").remove("name");

        ParityReport report = regions.verify(Tier.METADATA);

        assertThat(of(report, "gold.s").state()).isEqualTo(ParityState.FAILED);
        assertThat(of(report, "gold.s").reason()).contains("without its name");
        assertThat(of(report, "gold.other.t").state()).isEqualTo(ParityState.IN_SYNC);
    }

    @Test
    void aTableThatCannotBeComparedFailsAlone() {
        regions.atWest.table("gold.s.items", "rows");
        regions.run();
        regions.north.fail(
                call -> call.startsWith("sql SELECT count") && call.contains("`items`"),
                FailureCategory.INVALID,
                "version is gone");

        ParityReport report = regions.verify(Tier.COUNTS);

        assertThat(of(report, "gold.s.items").state()).isEqualTo(ParityState.FAILED);
        assertThat(of(report, "gold.s.items").reason()).contains("version is gone");
        assertThat(of(report, "gold.s.orders").state()).isEqualTo(ParityState.IN_SYNC);
    }

    private static ObjectParity of(ParityReport report, String name) {
        return report.objects().stream()
                .filter(object -> object.object().equals(ObjectName.parse(name)))
                .findFirst()
                .orElseThrow();
    }
}
