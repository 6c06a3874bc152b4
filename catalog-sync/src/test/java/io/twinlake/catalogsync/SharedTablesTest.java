package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.sharing.CatalogShares;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.sharing.ShareNames;
import io.twinlake.config.failure.OwnCategory;
import io.twinlake.config.failure.TwinlakeException;
import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.state.CloneRecord;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a sync comes to read the other region's tables, and what it says where it does not. */
class SharedTablesTest extends OnOneLedger {
    private static final ObjectName ORDERS = ObjectName.parse("gold.s.orders");
    private static final ObjectName DAILY_LOAD = ObjectName.parse("gold.raw-data.daily-load");

    private TwoRegions regions;

    @BeforeEach
    void setUp() {
        regions = new TwoRegions(ledger);
        regions.atWest.table("gold.s.orders", "rows");
    }

    @Test
    void waitsForAProviderThatAppearsLate() {
        regions.north.sharing.looksForProvider = 3;

        assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);

        assertThat(regions.waits.waits()).hasSize(3);
    }

    @Test
    void saysSoWhereTheProviderNeverAppears() {
        regions.north.sharing.looksForProvider = Integer.MAX_VALUE;
        regions.limits = "concurrency: 2, shareWithin: 7s";

        assertThat(regions.run().failed()).singleElement().satisfies(failed -> {
            assertThat(failed.object()).isEqualTo(ORDERS);
            assertThat(failed.failure().message())
                    .contains(
                            "region north does not list a provider for metastore azure:west of region west after 7 s");
        });
        assertThat(regions.waits.waits()).hasSize(7);
    }

    @Test
    void waitsForAShareThatTheOtherRegionDoesNotKnowYet() {
        regions.north.fail(
                call -> call.startsWith("create catalog twinlake"), FailureCategory.NOT_FOUND, "no such share");
        regions.limits = "concurrency: 2, shareWithin: 2s";

        assertThat(regions.run().failed())
                .singleElement()
                .satisfies(failed -> assertThat(failed.failure().message())
                        .contains("region north does not know share", "of region west after 2 s"));

        regions.north.heal();
        assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);
    }

    @Test
    void waitsUntilTheOtherRegionSeesWhatWasSharedJustNow() {
        regions.west.sharing.looksForContents = 3;

        assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);

        assertThat(regions.waits.waits()).hasSize(3);
    }

    @Test
    void failsTheTableThatTheOtherRegionNeverSees() {
        regions.west.sharing.looksForContents = Integer.MAX_VALUE;

        assertThat(regions.run().failed()).singleElement().satisfies(failed -> {
            assertThat(failed.object()).isEqualTo(ORDERS);
            assertThat(failed.failure().message())
                    .startsWith("table gold.s.orders is shared as twinlake_group_")
                    .endsWith(".s.orders and is not seen there after 120 s");
        });
        assertThat(regions.north.statements.submitted).noneMatch(sql -> sql.contains("DEEP CLONE"));
    }

    @Test
    void waitsForWhatARunThatDiedHadSharedJustBefore() {
        regions.north.fail(call -> call.contains("DEEP CLONE"), FailureCategory.UNAVAILABLE, Effect.NONE, "killed");
        regions.run();
        regions.north.heal();
        regions.west.sharing.looksForContents = 2;

        assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);

        assertThat(regions.waits.waits()).hasSize(2);
    }

    @Test
    void looksForNothingThatIsSharedForLong() {
        regions.run();
        regions.clock = Clock.fixed(TwoRegions.NOW.plusSeconds(600), ZoneOffset.UTC);
        regions.west.sharing.looksForContents = Integer.MAX_VALUE;
        regions.west.commit(ORDERS, "MERGE", "alice", null, "more rows");

        assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);

        assertThat(regions.waits.waits()).isEmpty();
    }

    @Test
    void copiesATableWhoseNameNoAliasMayHaveThereAndBack() {
        regions.atWest.schema("gold", "raw-data").table(DAILY_LOAD.fullName(), "rows");
        assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);

        regions.west.commit(DAILY_LOAD, "MERGE", "alice", null, "more rows");
        assertThat(regions.run().clones())
                .extracting(CloneRecord::object, CloneRecord::mode)
                .containsExactly(tuple(DAILY_LOAD, CloneRecord.Mode.INCREMENTAL));

        assertThat(Stream.of(regions.west, regions.north).map(region -> seen(region, DAILY_LOAD)))
                .allSatisfy(seen -> assertThat(seen.fullName()).matches("twinlake_\\w+\\.\\w+\\.\\w+"));
    }

    private ObjectName seen(RegionTwin provider, ObjectName table) {
        return CatalogShares.read(provider.sharing, regions.group().name(), table.catalog())
                .mounted(table)
                .orElseThrow();
    }

    /** A clone that died with its run is ours by what it copied, under whatever alias. */
    @Test
    void knowsItsOwnCloneOfATableOfAnAlias() {
        regions.atWest.schema("gold", "raw-data").table(DAILY_LOAD.fullName(), "rows");
        regions.run();
        regions.west.commit(DAILY_LOAD, "MERGE", "alice", null, "more rows");
        regions.north.fail(
                call -> call.startsWith("answer to CREATE OR REPLACE"),
                FailureCategory.UNAVAILABLE,
                Effect.UNKNOWN,
                "cut off");
        assertThat(regions.run().failed()).hasSize(1);
        regions.north.heal();

        assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);
    }

    @Test
    void goesOnWithAShareOfTheFormerNameThatStands() {
        String former = "twinlake_" + regions.group().name() + "_gold";
        regions.west.sharing.createShare(former, "made by an earlier version");
        object(regions.west.sharing.shares.get(former))
                .put("name", "gold.s.orders")
                .put("shared_as", "s.orders");

        regions.run();

        assertThat(regions.west.sharing.shares).containsOnlyKeys(former);
        assertThat(regions.north.statements.submitted)
                .anyMatch(sql -> sql.contains("DEEP CLONE `" + former + "`.`s`.`orders`"));
        assertThat(regions.north.sharing.shares)
                .containsOnlyKeys(ShareNames.share(regions.group().name(), "gold"));
    }

    private static ObjectNode object(ObjectNode share) {
        return share.withArray("objects").addObject().put("history_data_sharing_status", "ENABLED");
    }

    @Test
    void namesATableOfTooManyFilesWithTheStatementThatHelps() {
        regions.north.fail(
                call -> call.startsWith("sql CREATE TABLE `gold`.`s`.`orders` DEEP CLONE"),
                FailureCategory.LIMIT,
                "exceeds the limit of 400000 active files");

        assertThat(regions.run().failed()).singleElement().satisfies(failed -> {
            assertThat(failed.failure().category()).isEqualTo("limit");
            assertThat(failed.failure().message()).startsWith("table gold.s.orders is not protected");
            assertThat(failed.failure().next()).contains("Run OPTIMIZE `gold`.`s`.`orders` at the source");
        });
    }

    @Test
    void refusesRegionsThatAreOneMetastore() {
        regions.north.metastore = regions.west.metastore;

        Stream.<Runnable>of(
                        () -> regions.sync().plan(),
                        () -> regions.run(),
                        () -> regions.sync().recover(regions.begin().id()))
                .forEach(deed -> assertThatThrownBy(deed::run)
                        .isInstanceOfSatisfying(TwinlakeException.class, refused -> {
                            assertThat(refused.category()).isEqualTo(OwnCategory.CONFIGURATION);
                            assertThat(refused.sentence())
                                    .isEqualTo(
                                            "Regions west and north are one metastore, azure:west: every object would"
                                                    + " be its own replica.");
                            assertThat(refused.next()).contains("regions.west.workspace", "regions.north.workspace");
                        }));
        assertThat(regions.north.writes).isEmpty();
    }
}
