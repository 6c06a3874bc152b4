package io.twinlake.sandbox.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.service.sharing.CreateShare;
import com.databricks.sdk.service.sharing.ListProvidersRequest;
import com.databricks.sdk.service.sharing.ProviderInfo;
import com.databricks.sdk.service.sharing.SharedDataObject;
import com.databricks.sdk.service.sharing.SharedDataObjectDataObjectType;
import com.databricks.sdk.service.sharing.SharedDataObjectUpdate;
import com.databricks.sdk.service.sharing.SharedDataObjectUpdateAction;
import com.databricks.sdk.service.sharing.UpdateShare;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.setting.Setting;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much a share may hold, what its contents may be called, and how late their recipient is told. */
class SharingLimitsTest {

    private SharingRegions regions;
    private RegionFixture west;
    private RegionFixture north;

    @BeforeEach
    void start(@TempDir Path folder) {
        regions = new SharingRegions(folder);
        west = regions.west();
        north = regions.north();
        west.sql("CREATE CATALOG c");
        for (String schema : List.of("a", "b", "c")) {
            west.sql("CREATE SCHEMA c." + schema);
            west.sql("MAKE c." + schema + ".t");
            west.sql("MAKE c." + schema + ".u");
        }
        west.sql("CREATE SHARE h");
    }

    @AfterEach
    void stop() {
        regions.close();
    }

    private void change(SharedDataObjectUpdateAction action, String... tables) {
        west.admin()
                .shares()
                .update(new UpdateShare()
                        .setName("h")
                        .setUpdates(Arrays.stream(tables)
                                .map(table -> new SharedDataObjectUpdate()
                                        .setAction(action)
                                        .setDataObject(new SharedDataObject()
                                                .setName(table)
                                                .setDataObjectType(SharedDataObjectDataObjectType.TABLE)))
                                .toList()));
    }

    private void add(String... tables) {
        change(SharedDataObjectUpdateAction.ADD, tables);
    }

    private void assertRefused(String code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        DatabricksError.class,
                        error -> assertThat(error.getErrorCode()).isEqualTo(code));
    }

    @Test
    void aShareTakesSoManyTablesAndNoneOfAnUpdateThatHasMore() {
        west.settings().set(Setting.SHARE_TABLES, 2);

        assertRefused("RESOURCE_LIMIT_EXCEEDED", () -> add("c.a.t", "c.a.u", "c.b.t"));
        add("c.a.t", "c.a.u");
        assertRefused("RESOURCE_LIMIT_EXCEEDED", () -> add("c.b.t"));
        change(SharedDataObjectUpdateAction.REMOVE, "c.a.u");
        add("c.b.t");
    }

    @Test
    void aShareTakesTablesOfSoManySchemas() {
        west.settings().set(Setting.SHARE_SCHEMAS, 1);
        add("c.a.t");

        assertRefused("RESOURCE_LIMIT_EXCEEDED", () -> add("c.b.t"));
        add("c.a.u");
    }

    @Test
    void aMetastoreHasSoManyShares() {
        west.settings().set(Setting.SHARES, 2);
        west.sql("CREATE SHARE i");

        assertRefused("RESOURCE_LIMIT_EXCEEDED", () -> west.admin().shares().create(new CreateShare().setName("j")));
        west.sql("DROP SHARE i");
        west.sql("CREATE SHARE j");
    }

    @Test
    void anUpdateNamesATableOnce() {
        add("c.a.t");

        assertRefused(
                "INVALID_PARAMETER_VALUE",
                () -> west.admin()
                        .shares()
                        .update(new UpdateShare()
                                .setName("h")
                                .setUpdates(Stream.of(
                                                SharedDataObjectUpdateAction.REMOVE, SharedDataObjectUpdateAction.ADD)
                                        .map(action -> new SharedDataObjectUpdate()
                                                .setAction(action)
                                                .setDataObject(new SharedDataObject()
                                                        .setName("c.a.t")
                                                        .setDataObjectType(SharedDataObjectDataObjectType.TABLE)))
                                        .toList())));
        change(SharedDataObjectUpdateAction.REMOVE, "c.a.t");
        add("c.a.t");
    }

    @Test
    void anUpdateHasSoManyChanges() {
        west.settings().set(Setting.SHARE_UPDATES, 2);

        assertRefused("INVALID_PARAMETER_VALUE", () -> add("c.a.t", "c.a.u", "c.b.t"));
        add("c.a.t", "c.a.u");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.t-1", "a-1.t", "a.t t", "a.\u00fc", "t", "a.b.t", "a."})
    void anAliasHasLettersDigitsAndUnderscoresAlone(String alias) {
        assertRefused(
                "INVALID_PARAMETER_VALUE",
                () -> west.admin()
                        .shares()
                        .update(new UpdateShare()
                                .setName("h")
                                .setUpdates(List.of(new SharedDataObjectUpdate()
                                        .setAction(SharedDataObjectUpdateAction.ADD)
                                        .setDataObject(new SharedDataObject()
                                                .setName("c.a.t")
                                                .setDataObjectType(SharedDataObjectDataObjectType.TABLE)
                                                .setSharedAs(alias))))));
    }

    /** No source says whether an alias that is made of the table's own name is checked: taken strictly, it is. */
    @Test
    void aNameThatIsNoAliasNeedsOne() {
        west.sql("MAKE c.a.daily-load");

        assertRefused("INVALID_PARAMETER_VALUE", () -> add("c.a.daily-load"));
        west.sql("ALTER SHARE h ADD TABLE c.a.`daily-load` AS a.daily_load");
    }

    @Test
    void aRecipientIsToldLateWhatAShareHolds() {
        add("c.a.t", "c.a.u");
        mount();
        west.settings().set(Setting.SHARE_TOLD_MS, 3600000);
        assertThat(shown()).containsExactly("t", "u");

        change(SharedDataObjectUpdateAction.REMOVE, "c.a.u");
        west.sql("MAKE c.a.v");
        add("c.a.v");

        assertThat(shown()).containsExactly("t", "u");
        assertThat(north.registry().find(new TableName("m", "a", "v"))).isEmpty();
        west.settings().reset();
        assertThat(shown()).containsExactly("t", "v");
    }

    @Test
    void aTableThatTookTheNameOfAnotherIsStillThatOtherUntilTheRecipientIsTold() {
        add("c.a.t");
        mount();
        west.settings().set(Setting.SHARE_TOLD_MS, 3600000);
        String before = place();
        west.sql("DROP TABLE c.a.t");
        west.sql("MAKE c.a.t");
        change(SharedDataObjectUpdateAction.REMOVE, "c.a.t");
        add("c.a.t");

        assertThat(place()).isEqualTo(before);
        west.settings().reset();
        assertThat(place()).isNotEqualTo(before);
    }

    @Test
    void aProviderIsKnownToANewRecipientAfterATime() {
        west.settings().set(Setting.PROVIDER_KNOWN_MS, 3600000);
        recipient();
        assertThat(providers()).containsExactly("self");

        west.settings().reset();

        assertThat(providers()).containsExactly("self", "westeurope");
    }

    private void recipient() {
        west.sql("CREATE RECIPIENT north USING ID '" + RegionFixture.globalMetastoreId("northeurope") + "'");
        west.sql("GRANT SELECT ON SHARE h TO RECIPIENT north");
    }

    private void mount() {
        recipient();
        north.sql("CREATE CATALOG m USING SHARE westeurope.h");
    }

    private List<String> shown() {
        return north.sql("SHOW TABLES IN m.a").stream().map(row -> row.get(1)).toList();
    }

    private String place() {
        return String.valueOf(north.admin().tables().get("m.a.t").getStorageLocation());
    }

    private List<String> providers() {
        return StreamSupport.stream(
                        north.admin()
                                .providers()
                                .list(new ListProvidersRequest())
                                .spliterator(),
                        false)
                .map(ProviderInfo::getName)
                .sorted()
                .toList();
    }
}
