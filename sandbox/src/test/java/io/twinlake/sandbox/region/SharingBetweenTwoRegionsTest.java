package io.twinlake.sandbox.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.catalog.CatalogType;
import com.databricks.sdk.service.catalog.CreateCatalog;
import com.databricks.sdk.service.catalog.SchemaInfo;
import com.databricks.sdk.service.catalog.TableInfo;
import com.databricks.sdk.service.sharing.AuthenticationType;
import com.databricks.sdk.service.sharing.CreateRecipient;
import com.databricks.sdk.service.sharing.CreateShare;
import com.databricks.sdk.service.sharing.GetShareRequest;
import com.databricks.sdk.service.sharing.ListProvidersRequest;
import com.databricks.sdk.service.sharing.PermissionsChange;
import com.databricks.sdk.service.sharing.ProviderInfo;
import com.databricks.sdk.service.sharing.ProviderShare;
import com.databricks.sdk.service.sharing.SharedDataObject;
import com.databricks.sdk.service.sharing.SharedDataObjectDataObjectType;
import com.databricks.sdk.service.sharing.SharedDataObjectHistoryDataSharingStatus;
import com.databricks.sdk.service.sharing.SharedDataObjectUpdate;
import com.databricks.sdk.service.sharing.SharedDataObjectUpdateAction;
import com.databricks.sdk.service.sharing.UpdateShare;
import com.databricks.sdk.service.sharing.UpdateSharePermissions;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableName;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharingBetweenTwoRegionsTest {

    private SharingRegions regions;
    private RegionFixture west;
    private RegionFixture north;

    @BeforeEach
    void start(@TempDir Path dir) {
        regions = new SharingRegions(dir);
        west = regions.west();
        north = regions.north();
        west.sql("CREATE CATALOG gold");
        west.sql("CREATE SCHEMA gold.api");
        west.sql("MAKE gold.api.t");
        west.sql("MAKE gold.api.plain");
    }

    @AfterEach
    void stop() {
        regions.close();
    }

    private static <T> List<T> list(Iterable<T> items) {
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    private void share() {
        west.admin().shares().create(new CreateShare().setName("gold_share"));
        west.admin()
                .shares()
                .update(new UpdateShare()
                        .setName("gold_share")
                        .setUpdates(List.of(
                                added("gold.api.t", SharedDataObjectHistoryDataSharingStatus.ENABLED),
                                added("gold.api.plain", SharedDataObjectHistoryDataSharingStatus.DISABLED))));
        west.admin()
                .recipients()
                .create(new CreateRecipient()
                        .setName("north")
                        .setAuthenticationType(AuthenticationType.DATABRICKS)
                        .setDataRecipientGlobalMetastoreId(RegionFixture.globalMetastoreId("northeurope")));
        west.admin()
                .shares()
                .updatePermissions(new UpdateSharePermissions()
                        .setName("gold_share")
                        .setChanges(List.of(
                                new PermissionsChange().setPrincipal("north").setAdd(List.of("SELECT")))));
    }

    private static SharedDataObjectUpdate added(String name, SharedDataObjectHistoryDataSharingStatus history) {
        return new SharedDataObjectUpdate()
                .setAction(SharedDataObjectUpdateAction.ADD)
                .setDataObject(new SharedDataObject()
                        .setName(name)
                        .setDataObjectType(SharedDataObjectDataObjectType.TABLE)
                        .setHistoryDataSharingStatus(history));
    }

    @Test
    void whoMountedAShareReadsInItAndNobodyElseDoes() {
        share();
        WorkspaceClient mounter = north.oauth("client-admin", "s3cret");
        mounter.catalogs()
                .create(new CreateCatalog()
                        .setName("mine")
                        .setProviderName("westeurope")
                        .setShareName("gold_share"));
        String select = "SELECT * FROM mine.api.t";

        assertThat(north.run(mounter, select).getStatus().getError()).isNull();
        assertThat(list(mounter.tables().list("mine", "api"))).hasSize(2);
        assertThat(mounter.tables().get("mine.api.t").getOwner()).isEqualTo("client-admin");
        assertThat(list(north.reader().tables().list("mine", "api"))).isEmpty();
        assertThat(north.run(north.reader(), select).getStatus().getError().getMessage())
                .contains("USE CATALOG on Catalog 'mine'");
    }

    private void mount() {
        share();
        north.admin()
                .catalogs()
                .create(new CreateCatalog()
                        .setName("gold_of_west")
                        .setProviderName("westeurope")
                        .setShareName("gold_share"));
    }

    @Test
    void theProviderAppearsByItselfOnceItMadeUsARecipient() {
        assertThat(list(north.admin().providers().list(new ListProvidersRequest())))
                .extracting(ProviderInfo::getName)
                .containsExactly("self");

        share();

        assertThat(list(north.admin().providers().list(new ListProvidersRequest())))
                .extracting(ProviderInfo::getDataProviderGlobalMetastoreId)
                .containsExactly(
                        RegionFixture.globalMetastoreId("northeurope"), RegionFixture.globalMetastoreId("westeurope"));
        assertThat(list(north.admin().providers().listShares("westeurope")))
                .extracting(ProviderShare::getName)
                .containsExactly("gold_share");
        assertThat(west.admin()
                        .shares()
                        .get(new GetShareRequest().setName("gold_share").setIncludeSharedData(true))
                        .getObjects())
                .extracting(SharedDataObject::getSharedAs)
                .containsExactly("api.t", "api.plain");
    }

    @Test
    void aMountedShareShowsTheProvidersTablesAtTheProvidersPlace() {
        mount();

        assertThat(north.admin().catalogs().get("gold_of_west").getCatalogType())
                .isEqualTo(CatalogType.DELTASHARING_CATALOG);
        assertThat(list(north.admin().schemas().list("gold_of_west")))
                .extracting(SchemaInfo::getName)
                .containsExactly("api", "information_schema");
        assertThat(list(north.admin().tables().list("gold_of_west", "api")))
                .extracting(TableInfo::getName)
                .containsExactly("plain", "t");
        TableEntry table = north.engine()
                .registry()
                .find(new TableName("gold_of_west", "api", "t"))
                .orElseThrow();
        assertThat(table.location())
                .isEqualTo(west.admin().tables().get("gold.api.t").getStorageLocation());
    }

    @Test
    void onlyATableSharedWithItsHistoryCanBeReadAsItWas() {
        mount();

        assertThat(north.registry().historyFrom(new TableName("gold_of_west", "api", "t")))
                .hasValue(0);
        assertThat(north.registry().historyFrom(new TableName("gold_of_west", "api", "plain")))
                .isEmpty();
    }

    @Test
    void nothingCanBeMadeInAMountedShare() {
        mount();

        assertThat(north.failure("CREATE SCHEMA gold_of_west.mine")).startsWith("[UNAUTHORIZED_ACCESS]");
        assertThat(north.failure("MAKE gold_of_west.api.mine")).startsWith("[UNAUTHORIZED_ACCESS]");
    }

    @Test
    void aShareThatIsNotOursCannotBeMounted() {
        share();
        west.sql("CREATE SHARE other");

        assertThat(north.failure("CREATE CATALOG x USING SHARE westeurope.other"))
                .contains("'other' does not exist");
        assertThat(north.failure("CREATE CATALOG x USING SHARE nobody.gold_share"))
                .contains("'nobody' does not exist");
    }

    @Test
    void aShareDiesWithItsRegionAndItsMountStaysKnown() {
        mount();
        west.close();

        assertThat(north.admin().catalogs().get("gold_of_west").getShareName()).isEqualTo("gold_share");
        assertThat(list(north.admin().providers().list(new ListProvidersRequest())))
                .hasSize(2);
        assertThatThrownBy(() -> north.engine().registry().find(new TableName("gold_of_west", "api", "t")))
                .hasMessageContaining("westeurope")
                .hasMessageContaining("cannot be reached");
        assertThat(north.engine()
                        .registry()
                        .informationSchema(
                                new TableName("system", "information_schema", "tables"), RegionFixture.ADMIN))
                .as("what the survivor itself holds")
                .isPresent();
    }

    @Test
    void aMetastoreMountsWhatItGivesToItself() {
        west.sql("CREATE SHARE own");
        west.sql("ALTER SHARE own ADD TABLE gold.api.t");
        assertThat(west.failure("CREATE CATALOG again USING SHARE self.own")).contains("'own' does not exist");
        west.sql("GRANT SELECT ON SHARE own TO RECIPIENT self");

        west.sql("CREATE CATALOG again USING SHARE self.own");

        assertThat(west.sql("SHOW TABLES IN again.api")).containsExactly(List.of("api", "t", "false"));
        assertThat(west.registry()
                        .find(new TableName("again", "api", "t"))
                        .orElseThrow()
                        .location())
                .isEqualTo(west.admin().tables().get("gold.api.t").getStorageLocation());
    }

    @Test
    void sharesAreMadeInSqlInTheOtherDirectionToo() {
        north.sql("CREATE CATALOG silver");
        north.sql("MAKE silver.default.back");
        north.sql("CREATE SHARE back_share");
        north.sql("ALTER SHARE back_share ADD TABLE silver.default.back AS api.back WITH HISTORY");
        north.sql("CREATE RECIPIENT west USING ID '" + RegionFixture.globalMetastoreId("westeurope") + "'");
        north.sql("GRANT SELECT ON SHARE back_share TO RECIPIENT west");

        west.sql("CREATE CATALOG silver_of_north USING SHARE northeurope.back_share");

        assertThat(west.sql("SHOW TABLES IN silver_of_north.api")).containsExactly(List.of("api", "back", "false"));
    }
}
