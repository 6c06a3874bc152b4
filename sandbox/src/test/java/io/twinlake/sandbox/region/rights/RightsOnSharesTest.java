package io.twinlake.sandbox.region.rights;

import static io.twinlake.sandbox.region.rights.RightsFixture.P;
import static io.twinlake.sandbox.region.rights.RightsFixture.Q;
import static io.twinlake.sandbox.region.rights.RightsFixture.R;
import static io.twinlake.sandbox.region.rights.RightsFixture.grant;
import static io.twinlake.sandbox.region.rights.RightsFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.error.platform.BadRequest;
import com.databricks.sdk.core.error.platform.InvalidParameterValue;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.service.catalog.CreateCatalog;
import com.databricks.sdk.service.catalog.Privilege;
import com.databricks.sdk.service.sharing.AuthenticationType;
import com.databricks.sdk.service.sharing.CreateRecipient;
import com.databricks.sdk.service.sharing.CreateShare;
import com.databricks.sdk.service.sharing.GetShareRequest;
import com.databricks.sdk.service.sharing.ListProvidersRequest;
import com.databricks.sdk.service.sharing.ListRecipientsRequest;
import com.databricks.sdk.service.sharing.PermissionsChange;
import com.databricks.sdk.service.sharing.ProviderInfo;
import com.databricks.sdk.service.sharing.RecipientInfo;
import com.databricks.sdk.service.sharing.ShareInfo;
import com.databricks.sdk.service.sharing.SharedDataObject;
import com.databricks.sdk.service.sharing.SharedDataObjectDataObjectType;
import com.databricks.sdk.service.sharing.SharedDataObjectHistoryDataSharingStatus;
import com.databricks.sdk.service.sharing.SharedDataObjectStatus;
import com.databricks.sdk.service.sharing.SharedDataObjectUpdate;
import com.databricks.sdk.service.sharing.SharedDataObjectUpdateAction;
import com.databricks.sdk.service.sharing.SharesListRequest;
import com.databricks.sdk.service.sharing.UpdateShare;
import com.databricks.sdk.service.sharing.UpdateSharePermissions;
import io.twinlake.sandbox.region.RegionFixture;
import io.twinlake.sandbox.region.SharingRegions;
import io.twinlake.sandbox.region.metastore.TableName;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delta Sharing: who shares what with whom, and how long it can be read. */
class RightsOnSharesTest {

    private static final String NORTH = RegionFixture.globalMetastoreId("northeurope");

    private SharingRegions regions;
    private RightsFixture west;
    private RightsFixture north;

    @BeforeEach
    void start(@TempDir Path dir) {
        regions = new SharingRegions(dir);
        west = new RightsFixture(regions.west());
        north = new RightsFixture(regions.north());
        west.catalog("c", Q);
        west.sql("GRANT CREATE SHARE ON METASTORE TO " + P);
    }

    @AfterEach
    void stop() {
        regions.close();
    }

    private static <T> List<T> list(Iterable<T> items) {
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    private static SharedDataObject table(String name) {
        return new SharedDataObject()
                .setName(name)
                .setDataObjectType(SharedDataObjectDataObjectType.TABLE)
                .setHistoryDataSharingStatus(SharedDataObjectHistoryDataSharingStatus.ENABLED);
    }

    private static ShareInfo add(WorkspaceClient client, String share, SharedDataObject object) {
        return change(client, share, SharedDataObjectUpdateAction.ADD, object);
    }

    private static ShareInfo change(
            WorkspaceClient client, String share, SharedDataObjectUpdateAction action, SharedDataObject object) {
        return client.shares()
                .update(new UpdateShare()
                        .setName(share)
                        .setUpdates(List.of(
                                new SharedDataObjectUpdate().setAction(action).setDataObject(object))));
    }

    private static void give(WorkspaceClient client, String share, String recipient) {
        client.shares()
                .updatePermissions(new UpdateSharePermissions()
                        .setName(share)
                        .setChanges(List.of(
                                new PermissionsChange().setPrincipal(recipient).setAdd(List.of("SELECT")))));
    }

    private static CreateRecipient recipient(String name, String metastore) {
        return new CreateRecipient()
                .setName(name)
                .setAuthenticationType(AuthenticationType.DATABRICKS)
                .setDataRecipientGlobalMetastoreId(metastore);
    }

    private static CreateCatalog mount(String name) {
        return new CreateCatalog().setName(name).setProviderName("westeurope").setShareName("h");
    }

    /** P's share h of c.s.t, given to the other region. */
    private void share() {
        west.sql("GRANT USE CATALOG, USE SCHEMA ON CATALOG c TO " + P, "GRANT SELECT ON TABLE c.s.t TO " + P);
        west.p().shares().create(new CreateShare().setName("h"));
        add(west.p(), "h", table("c.s.t"));
        west.root().recipients().create(recipient("north", NORTH));
        give(west.root(), "h", "north");
    }

    private SharedDataObjectStatus status() {
        return west.p()
                .shares()
                .get(new GetShareRequest().setName("h").setIncludeSharedData(true))
                .getObjects()
                .iterator()
                .next()
                .getStatus();
    }

    @Test
    void sharesAndRecipientsAreMadeByWhoMayAndShownToTheirOwnersAndWhoMayUseAll() {
        refused(() -> west.r().shares().create(new CreateShare().setName("x")), "CREATE SHARE on Metastore");
        refused(() -> west.p().recipients().create(recipient("x", NORTH)), "CREATE RECIPIENT on Metastore");
        west.p().shares().create(new CreateShare().setName("h"));

        assertThat(list(west.p().shares().listShares(new SharesListRequest()))).hasSize(1);
        assertThat(list(west.r().shares().listShares(new SharesListRequest()))).isEmpty();
        refused(() -> west.r().shares().get("h"), "USE SHARE on Metastore");
        west.sql("GRANT USE SHARE ON METASTORE TO " + R);
        assertThat(west.r().shares().get("h").getOwner()).isEqualTo("client-owner");
    }

    /** The group view-owners, in which P is, has the name of a recipient. */
    @Test
    void aGrantToARecipientIsNoneToThePrincipalOfThatName() {
        west.sql("CREATE SHARE mine", "CREATE RECIPIENT `view-owners` USING ID '" + NORTH + "'");
        give(west.root(), "mine", "view-owners");

        refused(() -> west.p().shares().get("mine"), "USE SHARE on Metastore");
        assertThat(west.region()
                        .run(west.p(), "SHOW GRANTS ON SHARE mine")
                        .getManifest()
                        .getTotalRowCount())
                .isZero();
    }

    @Test
    void aTableIsSharedWithTheRightsOfTheSharesOwner() {
        west.p().shares().create(new CreateShare().setName("h"));

        refused(() -> add(west.p(), "h", table("c.s.t")), "USE CATALOG on Catalog 'c'");
        west.sql("GRANT USE CATALOG, USE SCHEMA, MANAGE ON CATALOG c TO " + P);
        refused(() -> add(west.p(), "h", table("c.s.t")), "SELECT on Table 'c.s.t'");
        west.sql("GRANT SELECT ON TABLE c.s.t TO " + P);
        assertThat(add(west.p(), "h", table("c.s.t")).getObjects()).hasSize(1);
        west.sql("MAKE c.s.u", "GRANT USE CATALOG, USE SCHEMA, SELECT ON CATALOG c TO " + R);
        refused(() -> add(west.r(), "h", table("c.s.u")), "not an owner of Share 'h'");
        west.refused(west.r(), "ALTER SHARE h ADD TABLE c.s.u", "not an owner of Share 'h'");
    }

    @Test
    void whatTheSharesOwnerMayNoLongerReadIsGoneForItsReaders() {
        share();
        north.sql("CREATE CATALOG m USING SHARE westeurope.h");
        TableName mounted = new TableName("m", "s", "t");
        assertThat(status()).isEqualTo(SharedDataObjectStatus.ACTIVE);
        assertThat(north.region().registry().find(mounted)).isPresent();

        west.sql("REVOKE SELECT ON TABLE c.s.t FROM " + P);

        assertThat(status()).isEqualTo(SharedDataObjectStatus.PERMISSION_DENIED);
        assertThat(north.region().registry().find(mounted)).isEmpty();
        assertThatThrownBy(() -> north.root().tables().get("m.s.t")).hasMessageContaining("does not exist");
        west.sql("GRANT SELECT ON TABLE c.s.t TO " + P);
        assertThat(status()).isEqualTo(SharedDataObjectStatus.ACTIVE);
        assertThat(north.region().registry().find(mounted)).isPresent();
    }

    @Test
    void aShareIsGivenByItsOwnerToARecipientThatItMayUse() {
        west.p().shares().create(new CreateShare().setName("h"));
        west.root().recipients().create(recipient("north", NORTH));

        assertThat(list(west.p().recipients().list(new ListRecipientsRequest())))
                .isEmpty();
        refused(() -> give(west.p(), "h", "north"), "USE RECIPIENT on Metastore");
        west.refused(west.p(), "GRANT SELECT ON SHARE h TO RECIPIENT north", "USE RECIPIENT on Metastore");
        refused(() -> west.p().grants().update(grant("share", "h", "north", Privilege.SELECT)), "USE RECIPIENT");
        west.sql("GRANT USE RECIPIENT ON METASTORE TO " + P);
        assertThat(list(west.p().recipients().list(new ListRecipientsRequest())))
                .extracting(RecipientInfo::getName)
                .containsExactly("north", "self");
        give(west.p(), "h", "north");
    }

    @Test
    void whoUsesAllSharesGivesThemOnlyWithTheRightToSetTheirPermissions() {
        west.p().shares().create(new CreateShare().setName("h"));
        west.root().recipients().create(recipient("north", NORTH));
        west.sql("GRANT USE SHARE, USE RECIPIENT ON METASTORE TO " + R);

        refused(() -> give(west.r(), "h", "north"), "not an owner of Share 'h'");
        west.sql("GRANT SET SHARE PERMISSION ON METASTORE TO " + R);
        give(west.r(), "h", "north");
    }

    @Test
    void onlyAMetastoreAdminGivesAShareAway() {
        west.p().shares().create(new CreateShare().setName("h"));
        UpdateShare away = new UpdateShare().setName("h").setOwner("client-reader");

        refused(() -> west.p().shares().update(away), "not a metastore admin");
        assertThat(west.a().shares().update(away).getOwner()).isEqualTo("client-reader");
    }

    @Test
    void aMetastoreHasOneRecipientAndIsOneItself() {
        west.root().recipients().create(recipient("north", NORTH));
        west.sql("GRANT CREATE RECIPIENT ON METASTORE TO " + P);

        assertThatThrownBy(() -> west.p().recipients().create(recipient("again", NORTH)))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining("There is already a Recipient object 'north'");
        assertThatThrownBy(() ->
                        west.p().recipients().create(recipient("own", RegionFixture.globalMetastoreId("westeurope"))))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining("There is already a Recipient object 'self'");
        assertThat(list(west.root().providers().list(new ListProvidersRequest())))
                .extracting(ProviderInfo::getName)
                .containsExactly("self");
        assertThat(list(west.root().providers().listShares("self"))).isEmpty();
    }

    @Test
    void whatExistsIsABadRequestOfItsKind() {
        west.p().shares().create(new CreateShare().setName("h"));

        assertThatThrownBy(() -> west.p().shares().create(new CreateShare().setName("h")))
                .isInstanceOfSatisfying(
                        BadRequest.class,
                        refused -> assertThat(refused.getErrorCode()).isEqualTo("SHARE_ALREADY_EXISTS"));
        assertThatThrownBy(() -> west.root().recipients().create(recipient("self", NORTH)))
                .isInstanceOfSatisfying(
                        BadRequest.class,
                        refused -> assertThat(refused.getErrorCode()).isEqualTo("RECIPIENT_ALREADY_EXISTS"));
        assertThatThrownBy(() -> west.root().catalogs().create(new CreateCatalog().setName("c")))
                .isInstanceOfSatisfying(
                        BadRequest.class,
                        refused -> assertThat(refused.getErrorCode()).isEqualTo("CATALOG_ALREADY_EXISTS"));
    }

    @Test
    void aShareIsMountedByWhoMayUseItsProviderAndThenOwnsAllInIt() {
        share();
        north.sql("GRANT CREATE CATALOG ON METASTORE TO " + P);

        assertThat(list(north.p().providers().list(new ListProvidersRequest()))).isEmpty();
        refused(() -> north.p().catalogs().create(mount("m")), "USE PROVIDER on Metastore");
        north.sql("GRANT USE PROVIDER ON METASTORE TO " + P);
        assertThat(list(north.p().providers().list(new ListProvidersRequest())))
                .extracting(ProviderInfo::getName)
                .contains("westeurope");
        north.p().catalogs().create(mount("m"));
        north.done(north.p(), "SELECT * FROM m.s.t");
        north.refused(north.p(), "INSERT INTO m.s.t VALUES ('1', 1)", "Delta Sharing catalog 'm'");
    }

    @Test
    void onlyReadingIsGrantedInAMountedShare() {
        share();
        north.sql("CREATE CATALOG m USING SHARE westeurope.h");

        assertThatThrownBy(() -> north.root().grants().update(grant("catalog", "m", R, Privilege.MODIFY)))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining("MODIFY is not applicable to this entity [m:CATALOG/CATALOG_DELTASHARING]");
        north.sql("GRANT USE CATALOG, USE SCHEMA, SELECT ON CATALOG m TO " + R);
        north.done(north.r(), "SELECT * FROM m.s.t");
    }

    @Test
    void aRecipientOfTheSameNameInheritsNothing() {
        share();
        west.root().recipients().delete("north");
        west.root().recipients().create(recipient("north", NORTH));

        assertThatThrownBy(() -> north.root().catalogs().create(mount("m"))).hasMessageContaining("does not exist");
    }

    @Test
    void aTablesHistoryBeginsWhereItWasSharedUnlessAnEarlierVersionIsAskedFor() {
        regions.west().tablesAt(7);
        share();
        north.sql("CREATE CATALOG m USING SHARE westeurope.h");
        regions.west().tablesAt(9);

        assertThat(historyFrom("t")).hasValue(7);
        change(
                west.p(),
                "h",
                SharedDataObjectUpdateAction.UPDATE,
                table("c.s.t").setComment("told"));
        assertThat(historyFrom("t")).hasValue(7);
        change(
                west.p(),
                "h",
                SharedDataObjectUpdateAction.UPDATE,
                table("c.s.t").setStartVersion(3L));
        assertThat(historyFrom("t")).hasValue(3);
        west.sql("MAKE c.s.u", "GRANT SELECT ON TABLE c.s.u TO " + P);
        assertThatThrownBy(() -> add(west.p(), "h", table("c.s.u").setStartVersion(10L)))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining("start_version 10");
        add(west.p(), "h", table("c.s.u").setStartVersion(0L));
        assertThat(historyFrom("u")).hasValue(0);
    }

    @Test
    void theHistoryOfTheTablesOfASharedSchemaBeginsWhereItWasShared() {
        regions.west().tablesAt(7);
        west.sql("GRANT USE CATALOG, USE SCHEMA, SELECT ON CATALOG c TO " + P);
        west.p().shares().create(new CreateShare().setName("h"));
        add(
                west.p(),
                "h",
                new SharedDataObject().setName("c.s").setDataObjectType(SharedDataObjectDataObjectType.SCHEMA));
        west.root().recipients().create(recipient("north", NORTH));
        give(west.root(), "h", "north");
        north.sql("CREATE CATALOG m USING SHARE westeurope.h");
        regions.west().tablesAt(9);
        west.sql("MAKE c.s.late");

        assertThat(historyFrom("t")).hasValue(7);
        assertThat(historyFrom("late")).hasValue(0);
        west.sql("REVOKE SELECT ON CATALOG c FROM " + P, "GRANT SELECT ON TABLE c.s.late TO " + P);
        assertThat(north.region().sql("SHOW TABLES IN m.s")).containsExactly(List.of("s", "late", "false"));
    }

    @Test
    void itsOwnerRenamesAShareAndWhoMayMakeOne() {
        share();
        north.sql("CREATE CATALOG m USING SHARE westeurope.h");
        west.sql("GRANT CREATE SHARE ON METASTORE TO " + R);
        refused(() -> west.r().shares().update(new UpdateShare().setName("h").setNewName("i")), "Share 'h'");
        west.sql("REVOKE CREATE SHARE ON METASTORE FROM " + P);
        refused(() -> west.p().shares().update(new UpdateShare().setName("h").setNewName("i")), "CREATE SHARE");
        west.sql("GRANT CREATE SHARE ON METASTORE TO " + P);

        assertThat(west.p()
                        .shares()
                        .update(new UpdateShare().setName("h").setNewName("i"))
                        .getName())
                .isEqualTo("i");

        assertThat(north.region().failure("SHOW TABLES IN m.s")).contains("'m.s' does not exist");
        north.sql("CREATE CATALOG n USING SHARE westeurope.i");
        assertThat(north.region().sql("SHOW TABLES IN n.s")).hasSize(1);
        west.sql("CREATE SHARE other");
        assertThat(west.region().failure("ALTER SHARE i RENAME TO other")).contains("'other' already exists");
        west.sql("ALTER SHARE i RENAME TO h");
        assertThat(north.region().sql("SHOW TABLES IN m.s")).hasSize(1);
    }

    private OptionalLong historyFrom(String table) {
        return north.region().registry().historyFrom(new TableName("m", "s", table));
    }

    @Test
    void aTableWithARowFilterIsNotSharedAndOneThatGetsItLaterIsNotReadAnyMore() {
        west.sql(
                "GRANT USE CATALOG, USE SCHEMA, SELECT ON CATALOG c TO " + P,
                "MAKE c.s.later",
                "CREATE FUNCTION c.s.f(x STRING) RETURNS BOOLEAN RETURN x = 'a'",
                "ALTER TABLE c.s.t SET ROW FILTER c.s.f ON (id)");
        west.p().shares().create(new CreateShare().setName("h"));

        assertThatThrownBy(() -> add(west.p(), "h", table("c.s.t")))
                .isInstanceOf(InvalidParameterValue.class)
                .hasMessage("Table c.s.t has row level security or column masks, which is not supported by Delta"
                        + " Sharing.");

        add(west.p(), "h", table("c.s.later"));
        west.root().recipients().create(recipient("n", NORTH));
        give(west.root(), "h", "n");
        north.root().catalogs().create(mount("mh"));
        assertThat(list(north.root().tables().list("mh", "s"))).hasSize(1);

        west.sql("ALTER TABLE c.s.later SET ROW FILTER c.s.f ON (id)");
        assertThatThrownBy(() -> north.root().tables().get("mh.s.later")).isInstanceOf(NotFound.class);
        west.sql("ALTER TABLE c.s.later DROP ROW FILTER");
        assertThat(north.root().tables().get("mh.s.later").getName()).isEqualTo("later");
    }

    @Test
    void aTableUnderAPolicyIsSharedByWhomItDoesNotBindAlone() {
        west.sql(
                "GRANT USE CATALOG, USE SCHEMA, SELECT ON CATALOG c TO " + P,
                "CREATE FUNCTION c.s.f() RETURNS BOOLEAN RETURN true",
                "CREATE POLICY eu ON CATALOG c ROW FILTER c.s.f TO `account users` FOR TABLES");
        west.p().shares().create(new CreateShare().setName("h"));

        assertThatThrownBy(() -> add(west.p(), "h", table("c.s.t")))
                .isInstanceOf(InvalidParameterValue.class)
                .hasMessageContaining("row level security");

        west.sql("CREATE OR REPLACE POLICY eu ON CATALOG c ROW FILTER c.s.f TO `account users` EXCEPT " + P
                + " FOR TABLES");
        add(west.p(), "h", table("c.s.t"));
        west.root().recipients().create(recipient("n", NORTH));
        give(west.root(), "h", "n");
        north.root().catalogs().create(mount("mh"));
        assertThat(north.region()
                        .registry()
                        .guard(TableName.parse("mh.s.t"), "client-reader")
                        .isNone())
                .isTrue();
        assertThat(list(north.root().tables().list("mh", "s"))).hasSize(1);
        north.sql("CREATE CATALOG own", "CREATE SCHEMA own.s", "CREATE FUNCTION own.s.f() RETURNS BOOLEAN RETURN true");
        assertThat(north.region()
                        .failure("CREATE POLICY eu ON CATALOG mh ROW FILTER own.s.f TO `account users` FOR TABLES"))
                .contains("mounted share");

        west.sql(
                "DROP POLICY eu ON CATALOG c",
                "CREATE POLICY eu ON TABLE c.s.t ROW FILTER c.s.f TO `view-owners` FOR TABLES");
        assertThatThrownBy(() -> north.root().tables().get("mh.s.t")).isInstanceOf(NotFound.class);
    }
}
