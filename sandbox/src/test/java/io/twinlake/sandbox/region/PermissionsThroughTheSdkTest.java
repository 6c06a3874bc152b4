package io.twinlake.sandbox.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.DatabricksException;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.core.error.platform.PermissionDenied;
import com.databricks.sdk.core.error.platform.Unauthenticated;
import com.databricks.sdk.service.catalog.CatalogInfo;
import com.databricks.sdk.service.catalog.CreateCatalog;
import com.databricks.sdk.service.catalog.CreateSchema;
import com.databricks.sdk.service.catalog.ListCatalogsRequest;
import com.databricks.sdk.service.catalog.PermissionsChange;
import com.databricks.sdk.service.catalog.Privilege;
import com.databricks.sdk.service.catalog.TableInfo;
import com.databricks.sdk.service.catalog.UpdatePermissions;
import com.databricks.sdk.service.catalog.UpdateSchema;
import com.databricks.sdk.service.iam.MeRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionsThroughTheSdkTest {

    private RegionFixture region;
    private WorkspaceClient admin;
    private WorkspaceClient reader;

    @BeforeAll
    void start(@TempDir Path dir) {
        region = RegionFixture.start(dir);
        admin = region.admin();
        reader = region.reader();
        region.sql("CREATE CATALOG gold");
        region.sql("CREATE CATALOG hidden");
        region.sql("CREATE SCHEMA gold.api");
        region.sql("MAKE gold.api.seen");
        region.sql("MAKE gold.api.unseen");
        grant("catalog", "gold", Privilege.USE_CATALOG);
        grant("schema", "gold.api", Privilege.USE_SCHEMA);
        grant("table", "gold.api.seen", Privilege.SELECT);
    }

    @AfterAll
    void stop() {
        region.close();
    }

    private void grant(String type, String name, Privilege privilege) {
        admin.grants()
                .update(new UpdatePermissions()
                        .setSecurableType(type)
                        .setFullName(name)
                        .setChanges(List.of(new PermissionsChange()
                                .setPrincipal(RegionFixture.GROUP)
                                .setAdd(List.of(privilege)))));
    }

    private static <T> List<T> list(Iterable<T> items) {
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    @Test
    void aServicePrincipalSignsInByOAuthAndIsKnown() {
        assertThat(reader.currentUser().me(new MeRequest()).getUserName()).isEqualTo("client-reader");
        assertThat(reader.currentUser().me(new MeRequest()).getGroups())
                .extracting("display")
                .contains(RegionFixture.GROUP);
        assertThatThrownBy(() ->
                        region.oauth("client-reader", "wrong").currentUser().me(new MeRequest()))
                .isInstanceOf(DatabricksException.class);
    }

    @Test
    void anUnknownTokenIsUnauthenticated() {
        WorkspaceClient stranger = new WorkspaceClient(
                new DatabricksConfig().setHost(region.url()).setAuthType("pat").setToken("dapi-unknown"));

        assertThatThrownBy(() -> stranger.currentUser().me(new MeRequest())).isInstanceOf(Unauthenticated.class);
    }

    @Test
    void listsShowOnlyWhatTheCallerMayUse() {
        assertThat(list(reader.catalogs().list(new ListCatalogsRequest())))
                .extracting(CatalogInfo::getName)
                .containsExactly("gold");
        assertThat(list(reader.tables().list("gold", "api")))
                .extracting(TableInfo::getName)
                .containsExactly("seen");
    }

    @Test
    void whatMayNotBeDoneIsDenied() {
        assertThatThrownBy(() -> reader.catalogs().get("hidden")).isInstanceOf(PermissionDenied.class);
        assertThatThrownBy(() -> reader.tables().get("gold.api.unseen")).isInstanceOf(PermissionDenied.class);
        assertThatThrownBy(() -> reader.catalogs().create(new CreateCatalog().setName("mine")))
                .isInstanceOf(PermissionDenied.class)
                .hasMessageContaining("CREATE CATALOG");
        assertThatThrownBy(() -> reader.schemas()
                        .create(new CreateSchema().setCatalogName("gold").setName("mine")))
                .isInstanceOf(PermissionDenied.class);
        assertThatThrownBy(() -> reader.schemas()
                        .update(new UpdateSchema().setFullName("gold.api").setComment("x")))
                .isInstanceOf(PermissionDenied.class);
        assertThat(region.run(reader, "GRANT SELECT ON TABLE gold.api.seen TO `data-engineers`")
                        .getStatus()
                        .getError()
                        .getMessage())
                .startsWith(
                        "[UNAUTHORIZED_ACCESS] Unauthorized access: PERMISSION_DENIED: User does not have MANAGE on");
    }

    @Test
    void anOwnerThatGivesAwayWhatItOwnsLosesIt() {
        region.sql("CREATE SCHEMA gold.handover");
        region.sql("ALTER SCHEMA gold.handover OWNER TO `client-reader`");
        reader.schemas().update(new UpdateSchema().setFullName("gold.handover").setComment("mine now"));

        reader.schemas().update(new UpdateSchema().setFullName("gold.handover").setOwner("data-engineers"));

        assertThatThrownBy(() -> reader.schemas()
                        .update(new UpdateSchema().setFullName("gold.handover").setComment("still?")))
                .isInstanceOf(PermissionDenied.class);
        assertThat(admin.schemas().get("gold.handover").getComment()).isEqualTo("mine now");
    }

    @Test
    void aGrantToSomebodyUnknownFailsAndGivesNobodyAnything() {
        UpdatePermissions both = new UpdatePermissions()
                .setSecurableType("table")
                .setFullName("gold.api.unseen")
                .setChanges(List.of(
                        new PermissionsChange().setPrincipal("data-engineers").setAdd(List.of(Privilege.SELECT)),
                        new PermissionsChange().setPrincipal("nobody").setAdd(List.of(Privilege.SELECT))));

        assertThatThrownBy(() -> admin.grants().update(both))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("nobody");
        assertThat(admin.grants().get("table", "gold.api.unseen").getPrivilegeAssignments())
                .isEmpty();
    }

    @Test
    void theReaderReadsWithSqlWhatItMaySelectAndNothingElse() {
        assertThat(region.run(reader, "SELECT * FROM gold.api.seen").getStatus().getError())
                .isNull();
        assertThat(region.run(reader, "SELECT * FROM gold.api.unseen")
                        .getStatus()
                        .getError()
                        .getMessage())
                .startsWith("[INSUFFICIENT_PERMISSIONS] Insufficient privileges:\nUser does not have")
                .contains("SELECT on Table 'gold.api.unseen'")
                .endsWith("SQLSTATE: 42501");
        assertThat(region.run(reader, "INSERT INTO gold.api.seen VALUES ('1', 1)")
                        .getStatus()
                        .getError()
                        .getMessage())
                .startsWith("PERMISSION_DENIED: User does not have")
                .contains("MODIFY on Table 'gold.api.seen'")
                .doesNotContain("SQLSTATE");
    }
}
