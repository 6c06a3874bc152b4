package io.twinlake.sandbox.region.rights;

import static io.twinlake.sandbox.region.rights.RightsFixture.A;
import static io.twinlake.sandbox.region.rights.RightsFixture.P;
import static io.twinlake.sandbox.region.rights.RightsFixture.Q;
import static io.twinlake.sandbox.region.rights.RightsFixture.R;
import static io.twinlake.sandbox.region.rights.RightsFixture.grant;
import static io.twinlake.sandbox.region.rights.RightsFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.catalog.CatalogInfo;
import com.databricks.sdk.service.catalog.CreateSchema;
import com.databricks.sdk.service.catalog.GetTableRequest;
import com.databricks.sdk.service.catalog.ListCatalogsRequest;
import com.databricks.sdk.service.catalog.ListTablesRequest;
import com.databricks.sdk.service.catalog.Privilege;
import com.databricks.sdk.service.catalog.TableInfo;
import com.databricks.sdk.service.catalog.UpdateCatalog;
import com.databricks.sdk.service.catalog.UpdateFunction;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.setting.Setting;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Lists, grants and metadata: what is shown to whom, and what a metastore admin may do. */
class RightsToSeeTest extends OnARegionWithRights {

    private static <T> List<T> list(Iterable<T> items) {
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    private static List<TableInfo> tables(WorkspaceClient client, String catalog, boolean browse) {
        return list(client.tables()
                .list(new ListTablesRequest()
                        .setCatalogName(catalog)
                        .setSchemaName("s")
                        .setIncludeBrowse(browse)));
    }

    private List<String> shownGrantees(WorkspaceClient client, String table) {
        return at.region().run(client, "SHOW GRANTS ON TABLE " + table).getResult().getDataArray().stream()
                .map(row -> row.iterator().next())
                .distinct()
                .toList();
    }

    /** Decided where nobody says it: whoever manages reads them, unless the region leaves them to the owners. */
    @Test
    void textsAreShownToWhoeverManagesOrToTheOwnersAlone() throws IOException {
        at.catalog("texts", Q);
        at.sql(
                "CREATE VIEW texts.s.v AS SELECT * FROM texts.s.t",
                "CREATE FUNCTION texts.s.f() RETURNS INT RETURN 1",
                "ALTER VIEW texts.s.v OWNER TO " + Q,
                "GRANT USE CATALOG, USE SCHEMA, SELECT, EXECUTE ON CATALOG texts TO " + R,
                "GRANT USE CATALOG, USE SCHEMA, SELECT, EXECUTE, MANAGE ON CATALOG texts TO " + P);
        ownFunction(Q);
        assertTexts(at.p(), true);
        assertTexts(at.r(), false);

        at.region().settings().set(Setting.OWNERS_TEXTS, 1);
        try {
            assertTexts(at.p(), false);
            assertTexts(at.root(), true);
            at.sql("ALTER VIEW texts.s.v OWNER TO " + P);
            ownFunction(P);
            assertTexts(at.p(), true);
        } finally {
            at.region().settings().reset();
        }
    }

    private void ownFunction(String owner) {
        at.root().functions().update(new UpdateFunction().setName("texts.s.f").setOwner(owner.replace("`", "")));
    }

    private void assertTexts(WorkspaceClient client, boolean shown) {
        String view = shown ? "SELECT * FROM texts.s.t" : null;
        assertThat(client.tables().get("texts.s.v").getViewDefinition()).isEqualTo(view);
        assertThat(tables(client, "texts", false))
                .filteredOn(table -> table.getName().equals("v"))
                .singleElement()
                .satisfies(table -> assertThat(table.getViewDefinition()).isEqualTo(view));
        assertThat(client.functions().get("texts.s.f").getRoutineDefinition()).isEqualTo(shown ? "1" : null);
        if (shown) {
            at.done(client, "SHOW CREATE TABLE texts.s.v");
        } else {
            at.refused(client, "SHOW CREATE TABLE texts.s.v", "Table 'texts.s.v'");
        }
    }

    @Test
    void manageShowsAllGrantsExceptInTheInformationSchema() {
        at.catalog("g14", Q);
        at.sql(
                "GRANT MANAGE, USE CATALOG, USE SCHEMA, SELECT ON CATALOG g14 TO " + P,
                "GRANT SELECT ON TABLE g14.s.t TO " + R,
                "GRANT MODIFY ON TABLE g14.s.t TO `data-engineers`");

        assertThat(at.grantees(at.p(), "table", "g14.s.t")).containsExactly("client-reader", "data-engineers");
        assertThat(shownGrantees(at.p(), "g14.s.t")).contains("client-reader", "data-engineers");
        assertThat(at.listedGrantees("g14", P)).containsExactly("client-owner");
        assertThat(at.listedGrantees("g14", A)).contains("client-owner", "client-reader", "data-engineers");
    }

    @Test
    void whoDoesNotManageIsShownItsOwnGrantsWithoutAnError() {
        at.catalog("g15", Q);
        at.sql(
                "GRANT USE CATALOG, USE SCHEMA ON CATALOG g15 TO " + P,
                "GRANT SELECT ON TABLE g15.s.t TO " + P,
                "GRANT SELECT ON TABLE g15.s.t TO " + R);

        assertThat(at.grantees(at.p(), "table", "g15.s.t")).containsExactly("client-owner");
        assertThat(shownGrantees(at.p(), "g15.s.t")).containsExactly("client-owner");
        assertThat(at.p().grants().getEffective("table", "g15.s.t").getPrivilegeAssignments())
                .extracting("principal")
                .containsExactly("client-owner");
        assertThat(at.grantees(at.region().oauth("client-workspace", "s3cret"), "table", "g15.s.t"))
                .isEmpty();
    }

    @Test
    void browseShowsWhatIsThereOnlyToWhoAsksForIt() {
        at.catalog("g16", Q);
        refused(() -> at.p().tables().exists("g16.s.t"), "USE CATALOG on Catalog 'g16'");
        at.sql("GRANT BROWSE ON CATALOG g16 TO " + P);
        assertThat(at.p().tables().exists("g16.s.t").getTableExists()).isTrue();

        assertThat(tables(at.p(), "g16", false)).isEmpty();
        assertThat(tables(at.p(), "g16", true)).singleElement().satisfies(table -> {
            assertThat(table.getName()).isEqualTo("t");
            assertThat(table.getBrowseOnly()).isTrue();
        });
        assertThat(list(at.p().catalogs().list(new ListCatalogsRequest().setIncludeBrowse(true))))
                .filteredOn(catalog -> catalog.getName().equals("g16"))
                .singleElement()
                .satisfies(catalog -> assertThat(catalog.getBrowseOnly()).isTrue());
        refused(() -> at.p().tables().get("g16.s.t"), "USE CATALOG on Catalog 'g16'");
        assertThat(at.p()
                        .tables()
                        .get(new GetTableRequest().setFullName("g16.s.t").setIncludeBrowse(true))
                        .getBrowseOnly())
                .isTrue();
        at.refused(at.p(), "SELECT * FROM g16.s.t", "USE CATALOG on Catalog 'g16'");
    }

    @Test
    void aMetastoreAdminSeesGrantsAndGivesButReadsAndChangesNothing() {
        at.catalog("g18", Q);
        WorkspaceClient a = at.a();
        UpdateCatalog comment = new UpdateCatalog().setName("g18").setComment("x");

        assertThat(list(a.catalogs().list(new ListCatalogsRequest())))
                .extracting(CatalogInfo::getName)
                .contains("g18");
        assertThat(tables(a, "g18", false)).hasSize(1);
        refused(() -> a.catalogs().update(comment), "MANAGE on Catalog 'g18'");
        a.catalogs().update(new UpdateCatalog().setName("g18").setOwner("client-admin"));
        a.catalogs().update(comment);
        at.refused(a, "SELECT * FROM g18.s.t", "USE SCHEMA on Schema 'g18.s'");
        a.grants().update(grant("schema", "g18.s", A, Privilege.USE_SCHEMA));
        at.done(a, "GRANT SELECT ON TABLE g18.s.t TO " + A, "SELECT * FROM g18.s.t");
    }

    @Test
    void aMetastoreAdminCreatesSchemasAnywhereAndDropsNothing() {
        at.catalog("g19", Q);

        at.a().schemas().create(new CreateSchema().setCatalogName("g19").setName("n"));
        refused(() -> at.a().tables().delete("g19.s.t"), "USE CATALOG on Catalog 'g19'");
    }

    @Test
    void whatIsHiddenIsRefusedByTheFirstMissingRightFromTheCatalogDown() {
        at.catalog("g20", Q);
        at.sql("CREATE FUNCTION g20.s.f(x INT) RETURNS INT RETURN x");

        refused(() -> at.p().tables().get("g20.s.t"), "USE CATALOG on Catalog 'g20'");
        at.sql("GRANT USE CATALOG ON CATALOG g20 TO " + P);
        refused(() -> at.p().tables().get("g20.s.t"), "USE SCHEMA on Schema 'g20.s'");
        refused(() -> at.p().schemas().get("g20.s"), "USE SCHEMA on Schema 'g20.s'");
        at.sql("GRANT USE SCHEMA ON SCHEMA g20.s TO " + P);
        refused(() -> at.p().tables().get("g20.s.t"), "SELECT on Table 'g20.s.t'");
        refused(() -> at.p().functions().get("g20.s.f"), "EXECUTE on Routine 'g20.s.f'");
        at.refused(at.p(), "DESCRIBE HISTORY g20.s.t", "SELECT on Table 'g20.s.t'");
        at.refused(at.p(), "SELECT version FROM (DESCRIBE HISTORY g20.s.t LIMIT 1)", "SELECT on Table 'g20.s.t'");
    }

    @Test
    void aQueryOfManyHistoriesAsksForTheRightOnEachTable() {
        at.catalog("g23", Q);
        at.sql("MAKE g23.s.u", "GRANT USE CATALOG, USE SCHEMA ON CATALOG g23 TO " + P);
        String both = "SELECT 0 AS place, version FROM (DESCRIBE HISTORY g23.s.t LIMIT 1) UNION ALL"
                + " SELECT 1 AS place, version FROM (DESCRIBE HISTORY `g23`.`s`.`u` LIMIT 1)";

        at.refused(at.p(), both, "SELECT on Table 'g23.s.t'");
        at.sql("GRANT SELECT ON TABLE g23.s.t TO " + P);
        at.refused(at.p(), both, "SELECT on Table 'g23.s.u'");
        at.sql("GRANT SELECT ON TABLE g23.s.u TO " + P);
        at.done(at.p(), both);
    }

    @Test
    void aHiddenCatalogHasNoInformationSchema() {
        at.catalog("g22", Q);
        String select = "SELECT * FROM g22.information_schema.tables";

        assertThat(at.region().run(at.p(), select).getStatus().getError().getMessage())
                .startsWith("[TABLE_OR_VIEW_NOT_FOUND]");
        at.sql("GRANT USE CATALOG ON CATALOG g22 TO " + P);
        at.done(at.p(), select, "SELECT * FROM system.information_schema.tables");
    }

    @Test
    void theInformationSchemaShowsAViewsTextToItsOwnerAlone() {
        at.catalog("g21", Q);
        at.sql(
                "CREATE VIEW g21.s.v AS SELECT id FROM g21.s.t",
                "ALTER VIEW g21.s.v OWNER TO " + P,
                "GRANT USE CATALOG, USE SCHEMA, SELECT ON CATALOG g21 TO " + P,
                "GRANT USE CATALOG, USE SCHEMA, SELECT ON CATALOG g21 TO " + R);

        assertThat(definition("client-owner")).isEqualTo("SELECT id FROM g21.s.t");
        assertThat(definition("client-reader")).isNull();
    }

    private String definition(String principal) {
        return at.region()
                .registry()
                .informationSchema(new TableName("g21", "information_schema", "views"), principal)
                .orElseThrow()
                .rows()
                .get(0)
                .get(3);
    }
}
