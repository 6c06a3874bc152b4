package io.twinlake.sandbox.region.rights;

import static io.twinlake.sandbox.region.rights.RightsFixture.P;
import static io.twinlake.sandbox.region.rights.RightsFixture.Q;
import static io.twinlake.sandbox.region.rights.RightsFixture.R;
import static io.twinlake.sandbox.region.rights.RightsFixture.grant;
import static io.twinlake.sandbox.region.rights.RightsFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.service.catalog.CreateCatalog;
import com.databricks.sdk.service.catalog.CreateSchema;
import com.databricks.sdk.service.catalog.Privilege;
import com.databricks.sdk.service.catalog.UpdateCatalog;
import com.databricks.sdk.service.catalog.UpdateTableRequest;
import io.twinlake.sandbox.region.RegionFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Catalogs, schemas and tables: who reads, writes, creates, and who manages. */
class RightsOnDataTest extends OnARegionWithRights {

    @Test
    void aCatalogsOwnerReadsNothingBelowUntilItGrantsItselfTheRight() {
        at.catalog("c1", P);

        at.refused(at.p(), "SELECT * FROM c1.s.t", "USE SCHEMA on Schema 'c1.s'");
        at.done(at.p(), "GRANT USE SCHEMA ON SCHEMA c1.s TO " + P, "GRANT SELECT ON TABLE c1.s.t TO " + P);
        at.done(at.p(), "SELECT * FROM c1.s.t");
    }

    @Test
    void aCatalogsOwnerManagesWhatLiesBelow() {
        at.catalog("c2", P);

        at.done(at.p(), "GRANT SELECT ON TABLE c2.s.t TO " + R);
        at.p().grants().update(grant("table", "c2.s.t", "data-engineers", Privilege.MODIFY));
        assertThat(at.grantees(at.p(), "table", "c2.s.t")).containsExactly("client-reader", "data-engineers");
        at.p().tables().update(new UpdateTableRequest().setFullName("c2.s.t").setOwner("client-reader"));
        at.done(at.p(), "DROP SCHEMA c2.s CASCADE");
    }

    @Test
    void aCatalogsOwnerCreatesNothingInASchemaOfAnothers() {
        at.catalog("c3", P);

        at.refused(at.p(), "CREATE TABLE c3.s.n", "CREATE TABLE and USE SCHEMA on Schema 'c3.s'");
    }

    @Test
    void whoGaveACatalogAwayHasNothingLeftOfIt() {
        at.sql("CREATE CATALOG c4", "ALTER CATALOG c4 OWNER TO " + P);
        at.p().catalogs().update(new UpdateCatalog().setName("c4").setOwner(Q.replace("`", "")));

        refused(() -> at.p().catalogs().get("c4"), "USE CATALOG on Catalog 'c4'");
        refused(
                () -> at.p()
                        .schemas()
                        .create(new CreateSchema().setCatalogName("c4").setName("s")),
                "CREATE SCHEMA and USE CATALOG on Catalog 'c4'");
        at.refused(at.p(), "CREATE SCHEMA c4.s", "USE CATALOG on Catalog 'c4'");
    }

    @Test
    void allPrivilegesAndManageDoAllThatAReplicaNeeds() {
        at.catalog("c5", Q);
        at.sql("GRANT ALL PRIVILEGES, MANAGE ON CATALOG c5 TO " + P);

        at.done(
                at.p(),
                "CREATE SCHEMA c5.n",
                "CREATE TABLE c5.s.n",
                "INSERT INTO c5.s.t VALUES ('1', 1)",
                "CREATE OR REPLACE TABLE c5.s.t",
                "GRANT SELECT ON TABLE c5.s.t TO " + R,
                "ALTER TABLE c5.s.t OWNER TO " + R,
                "DROP TABLE c5.s.t");
    }

    @Test
    void aTableIsReplacedByItsOwnerOrUnderManageOnly() {
        at.catalog("c6", Q);
        at.catalog("m6", P);
        at.sql("GRANT ALL PRIVILEGES ON CATALOG c6 TO " + P);
        String clone = "CREATE OR REPLACE TABLE c6.s.t DEEP CLONE m6.s.t";

        at.refused(at.p(), clone, "USE SCHEMA on Schema 'm6.s'");
        at.sql("GRANT SELECT, USE SCHEMA ON CATALOG m6 TO " + P);
        at.refused(at.p(), clone, "MANAGE on Table 'c6.s.t'");
        at.done(at.p(), "INSERT INTO c6.s.t VALUES ('1', 1)");
        at.sql("GRANT MANAGE ON TABLE c6.s.t TO " + P, "GRANT SELECT ON TABLE c6.s.t TO " + R);
        at.done(at.p(), clone);
        assertThat(at.root().tables().get("c6.s.t").getOwner()).isEqualTo(RegionFixture.READER);
        assertThat(at.grantees(at.root(), "table", "c6.s.t")).contains("client-reader");
    }

    @Test
    void manageReadsNothingByItself() {
        at.catalog("c7", Q);
        at.sql("GRANT MANAGE, USE CATALOG, USE SCHEMA ON CATALOG c7 TO " + P);

        at.refused(at.p(), "SELECT * FROM c7.s.t", "SELECT on Table 'c7.s.t'");
        at.p().grants().update(grant("table", "c7.s.t", P, Privilege.SELECT));
        at.done(at.p(), "SELECT * FROM c7.s.t", "SELECT * FROM c7.s.t@v0 AS a");
        at.sql("MAKE c7.s.u");
        at.refused(at.p(), "SELECT * FROM c7.s.t@v0 AS a JOIN c7.s.u@v1 AS b", "SELECT on Table 'c7.s.u'");
    }

    @Test
    void replacingATableNeedsItsRowsToo() {
        at.catalog("c60", Q);
        at.sql("GRANT MANAGE, USE CATALOG, USE SCHEMA, CREATE TABLE ON CATALOG c60 TO " + P);
        String replace = "CREATE OR REPLACE TABLE c60.s.t AS SELECT 1 AS id";

        at.refused(at.p(), replace, "MODIFY on Table 'c60.s.t'");
        at.sql("GRANT MODIFY ON TABLE c60.s.t TO " + P);
        at.refused(at.p(), replace, "SELECT on Table 'c60.s.t'");
        at.sql("GRANT SELECT ON TABLE c60.s.t TO " + P);
        at.done(at.p(), replace);
    }

    @Test
    void aKeyIsNotPutOnATableThatIsThere() {
        at.catalog("c61", Q);
        at.sql("GRANT ALL PRIVILEGES ON CATALOG c61 TO " + P);

        at.done(at.p(), "CREATE TABLE IF NOT EXISTS c61.s.t (id STRING PRIMARY KEY)");

        assertThat(at.root().tables().get("c61.s.t").getTableConstraints()).isNull();
    }

    /** Who may use the schema is told; who may not is not told either way. */
    @Test
    void whatDoesNotExistIsTheEnginesToReport() {
        at.catalog("c62", Q);
        at.refused(at.p(), "SELECT * FROM c62.s.nope", "USE CATALOG on Catalog 'c62'");
        at.sql("GRANT USE CATALOG, USE SCHEMA ON CATALOG c62 TO " + P);

        for (String statement : List.of(
                "SELECT * FROM c62.s.nope", "INSERT INTO c62.s.nope VALUES (1)", "DESCRIBE HISTORY c62.s.nope")) {
            at.done(at.p(), statement);
        }
    }

    @Test
    void manageNeedsUsageFromTheCatalogDown() {
        at.catalog("c8", Q);
        at.sql("GRANT MANAGE ON TABLE c8.s.t TO " + P);
        String grant = "GRANT SELECT ON TABLE c8.s.t TO " + R;

        at.refused(at.p(), grant, "USE CATALOG on Catalog 'c8'");
        at.sql("GRANT USE CATALOG ON CATALOG c8 TO " + P);
        at.refused(at.p(), grant, "USE SCHEMA on Schema 'c8.s'");
        refused(() -> at.p().grants().update(grant("table", "c8.s.t", R, Privilege.SELECT)), "USE SCHEMA");
        at.sql("GRANT USE SCHEMA ON SCHEMA c8.s TO " + P);
        at.done(at.p(), grant);
    }

    @Test
    void manageOnAContainerNeedsItsOwnUsageToo() {
        at.catalog("c80", Q);
        at.sql("GRANT MANAGE, USE CATALOG ON CATALOG c80 TO " + P);

        at.refused(at.p(), "COMMENT ON SCHEMA c80.s IS 'x'", "USE SCHEMA on Schema 'c80.s'");
    }

    @Test
    void allPrivilegesAreNotManage() {
        at.catalog("c9", Q);
        at.sql("GRANT ALL PRIVILEGES ON CATALOG c9 TO " + P);

        at.refused(at.p(), "GRANT SELECT ON TABLE c9.s.t TO " + R, "MANAGE on Table 'c9.s.t'");
        refused(() -> at.p().grants().update(grant("table", "c9.s.t", R, Privilege.SELECT)), "MANAGE on Table");
        refused(() -> at.p().tables().delete("c9.s.t"), "MANAGE on Table 'c9.s.t'");
    }

    @Test
    void creatingASchemaThatIsThereStillNeedsTheRight() {
        at.catalog("c17", Q);
        at.sql("GRANT USE CATALOG ON CATALOG c17 TO " + P);

        at.refused(at.p(), "CREATE SCHEMA IF NOT EXISTS c17.s", "CREATE SCHEMA on Catalog 'c17'");
        refused(
                () -> at.p()
                        .schemas()
                        .create(new CreateSchema().setCatalogName("c17").setName("s")),
                "CREATE SCHEMA on Catalog 'c17'");
    }

    @Test
    void writingNeedsSelectBesideModify() {
        at.catalog("c19", Q);
        at.sql("GRANT USE CATALOG, USE SCHEMA, MODIFY ON CATALOG c19 TO " + P);

        at.refused(at.p(), "INSERT INTO c19.s.t VALUES ('1', 1)", "SELECT on Table 'c19.s.t'");
        at.refused(at.p(), "UPDATE c19.s.t SET price = 2", "SELECT on Table 'c19.s.t'");
        at.refused(at.p(), "OPTIMIZE c19.s.t", "SELECT on Table 'c19.s.t'");
        at.sql("GRANT SELECT ON TABLE c19.s.t TO " + P);
        at.done(
                at.p(),
                "INSERT INTO c19.s.t VALUES ('1', 1)",
                "UPDATE c19.s.t SET price = 2",
                "COMMENT ON TABLE c19.s.t IS 'x'",
                "ALTER TABLE c19.s.t SET TBLPROPERTIES ('a' = 'b')",
                "ALTER TABLE c19.s.t ADD COLUMN more INT");
    }

    @Test
    void aTablesNameKeysAndClusteringAreItsOwners() {
        at.catalog("c20", Q);
        at.sql("GRANT ALL PRIVILEGES, MANAGE ON CATALOG c20 TO " + P);

        at.refused(at.p(), "ALTER TABLE c20.s.t ADD CONSTRAINT pk PRIMARY KEY (id)", "not an owner of Table");
        at.refused(at.p(), "ALTER TABLE c20.s.t RENAME TO c20.s.u", "not an owner of Table 'c20.s.t'");
        at.refused(at.p(), "ALTER TABLE c20.s.t CLUSTER BY (id)", "not an owner of Table 'c20.s.t'");
        at.done(
                at.p(),
                "ALTER TABLE c20.s.t OWNER TO " + P,
                "ALTER TABLE c20.s.t ADD CONSTRAINT pk PRIMARY KEY (id)",
                "ALTER TABLE c20.s.t RENAME TO c20.s.u");
    }

    @Test
    void whatIsMergedMustBeReadable() {
        at.catalog("c21", Q);
        at.catalog("m21", Q);
        at.sql("GRANT ALL PRIVILEGES ON CATALOG c21 TO " + P);

        at.refused(
                at.p(),
                "MERGE INTO c21.s.t USING m21.s.t AS m ON t.id = m.id WHEN MATCHED THEN DELETE",
                "USE CATALOG on Catalog 'm21'");
    }

    @Test
    void aWorkspaceAdminMakesCatalogsAndHasNoRightsOnWhatOthersMade() {
        at.catalog("c22", Q);
        var workspace = at.region().oauth("client-workspace", "s3cret");

        assertThat(workspace
                        .catalogs()
                        .create(new CreateCatalog().setName("mine"))
                        .getOwner())
                .isEqualTo("client-workspace");
        refused(() -> workspace.catalogs().get("c22"), "USE CATALOG on Catalog 'c22'");
        refused(() -> at.p().catalogs().create(new CreateCatalog().setName("no")), "CREATE CATALOG on Metastore");
    }
}
