package io.twinlake.sandbox.region.rights;

import static io.twinlake.sandbox.region.rights.RightsFixture.P;
import static io.twinlake.sandbox.region.rights.RightsFixture.Q;
import static io.twinlake.sandbox.region.rights.RightsFixture.R;
import static io.twinlake.sandbox.region.rights.RightsFixture.grant;
import static io.twinlake.sandbox.region.rights.RightsFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.catalog.CatalogInfo;
import com.databricks.sdk.service.catalog.CatalogIsolationMode;
import com.databricks.sdk.service.catalog.GetBindingsRequest;
import com.databricks.sdk.service.catalog.ListCatalogsRequest;
import com.databricks.sdk.service.catalog.Privilege;
import com.databricks.sdk.service.catalog.UpdateCatalog;
import com.databricks.sdk.service.catalog.UpdateWorkspaceBindingsParameters;
import com.databricks.sdk.service.catalog.WorkspaceBinding;
import com.databricks.sdk.service.catalog.WorkspaceBindingBindingType;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Catalogs that are bound to workspaces: what is left of them in one that they are not bound to, or for reading only. */
class RightsInOtherWorkspacesTest extends OnARegionWithRights {

    private static final long HERE = 6051921418418893L;
    private static final long ELSEWHERE = 1L;

    private static <T> List<T> list(Iterable<T> items) {
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    private static List<String> catalogs(WorkspaceClient client) {
        return list(client.catalogs().list(new ListCatalogsRequest())).stream()
                .map(CatalogInfo::getName)
                .toList();
    }

    private static WorkspaceBinding binding(long workspace, WorkspaceBindingBindingType type) {
        return new WorkspaceBinding().setWorkspaceId(workspace).setBindingType(type);
    }

    private void isolate(String catalog, WorkspaceBinding binding) {
        at.root()
                .catalogs()
                .update(new UpdateCatalog().setName(catalog).setIsolationMode(CatalogIsolationMode.ISOLATED));
        at.root()
                .workspaceBindings()
                .updateBindings(new UpdateWorkspaceBindingsParameters()
                        .setSecurableType("catalog")
                        .setSecurableName(catalog)
                        .setRemove(List.of(new WorkspaceBinding().setWorkspaceId(HERE)))
                        .setAdd(List.of(binding)));
    }

    private void unbind(String catalog) {
        isolate(catalog, binding(ELSEWHERE, WorkspaceBindingBindingType.BINDING_TYPE_READ_WRITE));
    }

    @Test
    void whatIsInACatalogOfOtherWorkspacesCannotBeReached() {
        String inaccessible = "Catalog 'w1' is not accessible in current workspace";
        at.catalog("w1", Q);
        at.sql(
                "GRANT ALL PRIVILEGES, MANAGE ON CATALOG w1 TO " + P,
                "CREATE CATALOG v1",
                "CREATE VIEW v1.default.v AS SELECT id, price FROM w1.s.t",
                "GRANT USE CATALOG, USE SCHEMA, SELECT ON CATALOG v1 TO " + R,
                "ALTER VIEW v1.default.v OWNER TO " + P);
        at.done(at.r(), "SELECT * FROM v1.default.v");
        unbind("w1");

        assertThat(catalogs(at.p())).doesNotContain("w1");
        refused(() -> at.p().catalogs().get("w1"), inaccessible);
        refused(() -> list(at.p().schemas().list("w1")), inaccessible);
        refused(() -> list(at.p().tables().list("w1", "s")), inaccessible);
        refused(() -> at.p().tables().get("w1.s.t"), inaccessible);
        refused(() -> at.p().grants().get("table", "w1.s.t"), inaccessible);
        refused(() -> at.p().grants().update(grant("table", "w1.s.t", R, Privilege.SELECT)), inaccessible);
        at.refused(at.p(), "SELECT * FROM w1.s.t", inaccessible);
        at.refused(at.r(), "SELECT * FROM v1.default.v", inaccessible);
        at.refused(at.p(), "CREATE SCHEMA w1.n", inaccessible);
        at.refused(at.a(), "CREATE SCHEMA w1.n", inaccessible);
        at.refused(at.p(), "DROP TABLE w1.s.t", inaccessible);
        assertThat(at.listedGrantees("w1", RightsFixture.A)).isEmpty();
    }

    @Test
    void itsOwnerAndAMetastoreAdminSeeTheCatalogWithoutWhatIsInIt() {
        at.catalog("w2", P);
        unbind("w2");

        for (WorkspaceClient client : List.of(at.p(), at.a())) {
            assertThat(catalogs(client)).contains("w2");
            refused(() -> list(client.schemas().list("w2")), "not accessible in current workspace");
            refused(() -> client.tables().get("w2.s.t"), "not accessible in current workspace");
        }
        at.p().catalogs().update(new UpdateCatalog().setName("w2").setIsolationMode(CatalogIsolationMode.OPEN));
        assertThat(list(at.p().schemas().list("w2"))).isNotEmpty();
    }

    @Test
    void whatIsBoundForReadingIsReadAndNotWritten() {
        at.catalog("w3", Q);
        at.sql("GRANT ALL PRIVILEGES ON CATALOG w3 TO " + P);
        isolate("w3", binding(HERE, WorkspaceBindingBindingType.BINDING_TYPE_READ_ONLY));

        at.done(at.p(), "SELECT * FROM w3.s.t");
        at.refused(at.p(), "INSERT INTO w3.s.t VALUES ('1', 1)", "bound to it for reading only");
    }

    @Test
    void bindingsAreShownToWhoMayChangeThem() {
        at.catalog("w4", Q);
        at.sql("GRANT USE CATALOG ON CATALOG w4 TO " + P);
        GetBindingsRequest bindings =
                new GetBindingsRequest().setSecurableType("catalog").setSecurableName("w4");

        refused(() -> list(at.p().workspaceBindings().getBindings(bindings)), "MANAGE on Catalog 'w4'");
        at.sql("GRANT MANAGE ON CATALOG w4 TO " + P);
        assertThat(list(at.p().workspaceBindings().getBindings(bindings))).isEmpty();
        assertThat(list(at.a().workspaceBindings().getBindings(bindings))).isEmpty();
    }
}
