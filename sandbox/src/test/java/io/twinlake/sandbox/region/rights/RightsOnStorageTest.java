package io.twinlake.sandbox.region.rights;

import static io.twinlake.sandbox.region.rights.RightsFixture.P;
import static io.twinlake.sandbox.region.rights.RightsFixture.Q;
import static io.twinlake.sandbox.region.rights.RightsFixture.R;
import static io.twinlake.sandbox.region.rights.RightsFixture.grant;
import static io.twinlake.sandbox.region.rights.RightsFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.catalog.CreateCatalog;
import com.databricks.sdk.service.catalog.CreateExternalLocation;
import com.databricks.sdk.service.catalog.CreateSchema;
import com.databricks.sdk.service.catalog.CreateTableRequest;
import com.databricks.sdk.service.catalog.DataSourceFormat;
import com.databricks.sdk.service.catalog.ListExternalLocationsRequest;
import com.databricks.sdk.service.catalog.Privilege;
import com.databricks.sdk.service.catalog.TableType;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** External locations: who sees them, and whose data may lie there. Each test has a location of its own in the region's lake. */
class RightsOnStorageTest extends OnARegionWithRights {

    private static final String LAKE = "abfss://lake@westeuropelake.dfs.core.windows.net/";

    /** The region's own location covers its whole lake; here it would hide what the tests' own ones ask. */
    @BeforeAll
    void withoutTheWholeLake() {
        at.root().externalLocations().delete("westeurope-lake");
    }

    private String location(String name) {
        at.root()
                .externalLocations()
                .create(new CreateExternalLocation()
                        .setName(name)
                        .setUrl(LAKE + name)
                        .setCredentialName("westeurope-credential"));
        return LAKE + name;
    }

    private static List<String> shown(WorkspaceClient client) {
        return StreamSupport.stream(
                        client.externalLocations()
                                .list(new ListExternalLocationsRequest())
                                .spliterator(),
                        false)
                .map(location -> location.getName())
                .toList();
    }

    private static CreateTableRequest table(String schema, String name, String place) {
        return new CreateTableRequest()
                .setCatalogName(schema.substring(0, schema.indexOf('.')))
                .setSchemaName(schema.substring(schema.indexOf('.') + 1))
                .setName(name)
                .setTableType(TableType.EXTERNAL)
                .setDataSourceFormat(DataSourceFormat.DELTA)
                .setStorageLocation(place);
    }

    @Test
    void anExternalLocationIsShownToWhoHasSomeRightOnIt() {
        location("l1");

        assertThat(shown(at.p())).doesNotContain("l1");
        refused(() -> at.p().externalLocations().get("l1"), "External Location 'l1'");
        assertThat(shown(at.a())).contains("l1");
        at.sql("GRANT READ FILES ON EXTERNAL LOCATION l1 TO " + P);
        assertThat(shown(at.p())).contains("l1");
        assertThat(shown(at.r())).doesNotContain("l1");
    }

    @Test
    void anExternalTableNeedsTheRightOnTheLocation() {
        String place = location("l20");
        at.catalog("s20", Q);
        at.sql("GRANT USE CATALOG, USE SCHEMA, CREATE TABLE ON CATALOG s20 TO " + P);
        String create = "CREATE TABLE s20.s.n LOCATION '" + place + "/n'";

        at.refused(at.p(), create, "CREATE EXTERNAL TABLE on External Location 'l20'");
        at.sql("GRANT CREATE EXTERNAL TABLE ON EXTERNAL LOCATION l20 TO " + P);
        at.done(at.p(), create);
        assertThat(at.p().tables().get("s20.s.n").getStorageLocation()).isEqualTo(place + "/n");
    }

    @Test
    void aTableIsRegisteredFromOutsideWithRightsThatNobodyHasByOwnership() {
        String place = location("l21");
        at.sql(
                "CREATE CATALOG s21",
                "CREATE SCHEMA s21.s",
                "ALTER SCHEMA s21.s OWNER TO " + P,
                "ALTER CATALOG s21 OWNER TO " + P,
                "GRANT ALL PRIVILEGES ON EXTERNAL LOCATION l21 TO " + P);
        CreateTableRequest table = table("s21.s", "n", place + "/n");

        refused(() -> at.p().tables().create(table), "EXTERNAL USE SCHEMA on Schema 's21.s'");
        at.done(at.p(), "GRANT EXTERNAL USE SCHEMA ON SCHEMA s21.s TO " + P);
        refused(() -> at.p().tables().create(table), "EXTERNAL USE LOCATION on External Location 'l21'");
        at.sql("GRANT EXTERNAL USE LOCATION ON EXTERNAL LOCATION l21 TO " + P);
        at.p().tables().create(table);
    }

    @Test
    void onlyTheCatalogsOwnerLetsASchemaBeUsedFromOutside() {
        at.catalog("s22", Q);
        at.sql("GRANT ALL PRIVILEGES, MANAGE ON CATALOG s22 TO " + P);

        refused(
                () -> at.p().grants().update(grant("schema", "s22.s", R, Privilege.EXTERNAL_USE_SCHEMA)),
                "not an owner of Catalog 's22'");
        at.refused(at.p(), "GRANT EXTERNAL USE SCHEMA ON SCHEMA s22.s TO " + R, "not an owner of Catalog 's22'");
    }

    @Test
    void managedDataIsPutOnlyWhereOneMayHaveIt() {
        String place = location("l23");
        at.sql("CREATE CATALOG s23", "GRANT CREATE CATALOG ON METASTORE TO " + P, "ALTER CATALOG s23 OWNER TO " + P);
        CreateCatalog catalog = new CreateCatalog().setName("s24").setStorageRoot(place + "/c");
        CreateSchema schema =
                new CreateSchema().setCatalogName("s23").setName("n").setStorageRoot(place + "/s");
        String lacking = "CREATE MANAGED STORAGE on External Location 'l23'";

        refused(() -> at.p().catalogs().create(catalog), lacking);
        refused(() -> at.p().schemas().create(schema), lacking);
        at.refused(at.p(), "CREATE CATALOG s25 MANAGED LOCATION '" + place + "/d'", lacking);
        at.refused(at.p(), "CREATE SCHEMA s23.o MANAGED LOCATION '" + place + "/o'", lacking);
        at.sql("GRANT CREATE MANAGED STORAGE ON EXTERNAL LOCATION l23 TO " + P);
        at.p().catalogs().create(catalog);
        at.p().schemas().create(schema);
    }

    @Test
    void anExternalLocationNeedsTheRightOnItsCredentialToo() {
        at.sql("GRANT CREATE EXTERNAL LOCATION ON METASTORE TO " + P);
        CreateExternalLocation location = new CreateExternalLocation()
                .setName("l26")
                .setUrl(LAKE + "l26")
                .setCredentialName("westeurope-credential");

        refused(
                () -> at.p().externalLocations().create(location),
                "CREATE EXTERNAL LOCATION on Storage Credential 'westeurope-credential'");
        at.sql("GRANT CREATE EXTERNAL LOCATION ON STORAGE CREDENTIAL `westeurope-credential` TO " + P);
        at.p().externalLocations().create(location);
    }
}
