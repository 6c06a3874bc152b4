package io.twinlake.sandbox.region.rights;

import static io.twinlake.sandbox.region.rights.RightsFixture.A;
import static io.twinlake.sandbox.region.rights.RightsFixture.G;
import static io.twinlake.sandbox.region.rights.RightsFixture.P;
import static io.twinlake.sandbox.region.rights.RightsFixture.Q;
import static io.twinlake.sandbox.region.rights.RightsFixture.R;
import static io.twinlake.sandbox.region.rights.RightsFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.service.catalog.TableInfo;
import com.databricks.sdk.service.catalog.UpdateFunction;
import com.databricks.sdk.service.catalog.UpdateTableRequest;
import org.junit.jupiter.api.Test;

/** Views and functions: whose rights they run with, who changes and who may give them. */
class RightsOnViewsTest extends OnARegionWithRights {

    /** A catalog of Q's with the view s.v on s.t, which is somebody's. */
    private void view(String catalog, String owner) {
        at.catalog(catalog, Q);
        at.sql(
                "CREATE VIEW " + catalog + ".s.v AS SELECT id FROM " + catalog + ".s.t",
                "ALTER VIEW " + catalog + ".s.v OWNER TO " + owner);
    }

    @Test
    void aViewsTextAndCommentAreItsOwnersWhateverElseIsHeld() {
        view("v10", Q);
        at.sql("GRANT ALL PRIVILEGES, MANAGE ON CATALOG v10 TO " + P, "GRANT SELECT ON TABLE v10.s.v TO " + R);

        at.refused(at.p(), "CREATE OR REPLACE VIEW v10.s.v AS SELECT price FROM v10.s.t", "Table 'v10.s.v'");
        at.refused(at.p(), "ALTER VIEW v10.s.v AS SELECT price FROM v10.s.t", "not an owner of Table 'v10.s.v'");
        at.refused(at.p(), "COMMENT ON VIEW v10.s.v IS 'x'", "not an owner of Table 'v10.s.v'");
        at.done(
                at.p(),
                "ALTER VIEW v10.s.v OWNER TO " + P,
                "ALTER VIEW v10.s.v AS SELECT price FROM v10.s.t",
                "COMMENT ON VIEW v10.s.v IS 'x'");
        assertThat(at.grantees(at.p(), "table", "v10.s.v")).containsExactly("client-reader");
    }

    @Test
    void aReplacedViewIsAnotherOneWithoutGrantsThatTheExecutorOwns() {
        view("v11", G);
        at.sql("GRANT ALL PRIVILEGES ON CATALOG v11 TO " + P, "GRANT SELECT ON TABLE v11.s.v TO " + R);
        String id = at.root().tables().get("v11.s.v").getTableId();

        at.done(at.p(), "CREATE OR REPLACE VIEW v11.s.v AS SELECT price FROM v11.s.t");

        TableInfo view = at.root().tables().get("v11.s.v");
        assertThat(view.getOwner()).isEqualTo("client-owner");
        assertThat(view.getTableId()).isNotEqualTo(id);
        assertThat(at.grantees(at.root(), "table", "v11.s.v")).isEmpty();
    }

    @Test
    void aViewIsGivenToOneselfOrOnesGroupsOnly() {
        view("v12", P);
        at.sql("GRANT USE CATALOG, USE SCHEMA ON CATALOG v12 TO " + P);

        at.refused(at.p(), "ALTER VIEW v12.s.v OWNER TO `data-engineers`", "to data-engineers");
        refused(
                () -> at.p()
                        .tables()
                        .update(new UpdateTableRequest().setFullName("v12.s.v").setOwner("client-reader")),
                "to client-reader");
        at.refused(at.r(), "ALTER VIEW v12.s.v OWNER TO " + R, "USE CATALOG on Catalog 'v12'");
        at.done(at.p(), "ALTER VIEW v12.s.v OWNER TO " + G);
        at.done(at.a(), "ALTER VIEW v12.s.v OWNER TO `data-engineers`", "ALTER VIEW v12.s.v OWNER TO " + R);
    }

    @Test
    void aFunctionIsGivenToOneselfOrOnesGroupsOnly() {
        at.catalog("f12", Q);
        at.sql("GRANT USE CATALOG, USE SCHEMA, CREATE FUNCTION ON CATALOG f12 TO " + P);
        at.done(at.p(), "CREATE FUNCTION f12.s.f(x INT) RETURNS INT RETURN x");

        refused(
                () -> at.p()
                        .functions()
                        .update(new UpdateFunction().setName("f12.s.f").setOwner("data-engineers")),
                "to data-engineers");
        at.p().functions().update(new UpdateFunction().setName("f12.s.f").setOwner(G.replace("`", "")));
        at.a().functions().update(new UpdateFunction().setName("f12.s.f").setOwner("data-engineers"));
    }

    @Test
    void aFunctionIsReplacedByItsOwnerOrUnderManageAndCalledWithExecute() {
        at.catalog("f13", Q);
        at.sql(
                "CREATE FUNCTION f13.s.f(x INT) RETURNS INT RETURN x",
                "GRANT USE CATALOG, USE SCHEMA, CREATE FUNCTION ON CATALOG f13 TO " + P);

        at.refused(at.p(), "SELECT f13.s.f(1)", "EXECUTE on Routine 'f13.s.f'");
        at.refused(
                at.p(),
                "CREATE OR REPLACE FUNCTION f13.s.f(x INT) RETURNS INT RETURN x + 1",
                "MANAGE on Routine or Model 'f13.s.f'");
        at.sql("GRANT EXECUTE, MANAGE ON FUNCTION f13.s.f TO " + P);
        at.done(at.p(), "SELECT f13.s.f(1)", "CREATE OR REPLACE FUNCTION f13.s.f(x INT) RETURNS INT RETURN x + 1");
    }

    @Test
    void aFunctionReadsWithItsOwnersRightsAtEachCall() {
        at.catalog("f14", Q);
        at.sql(
                "CREATE FUNCTION f14.s.f() RETURNS TABLE (id STRING) RETURN SELECT id FROM f14.s.t",
                "GRANT USE CATALOG, USE SCHEMA, EXECUTE ON CATALOG f14 TO " + R,
                "GRANT USE CATALOG, USE SCHEMA, SELECT ON CATALOG f14 TO " + G);

        at.root().functions().update(new UpdateFunction().setName("f14.s.f").setOwner(G.replace("`", "")));

        at.done(at.r(), "SELECT * FROM f14.s.f()");
        at.sql("REVOKE SELECT ON CATALOG f14 FROM " + G);
        at.refused(at.r(), "SELECT * FROM f14.s.f()", "SELECT on Table 'f14.s.t'");
    }

    @Test
    void aViewReadsItsBasesWithItsOwnersRightsAtEachQuery() {
        view("v13", G);
        at.sql(
                "GRANT USE CATALOG, USE SCHEMA ON CATALOG v13 TO " + G,
                "GRANT SELECT ON TABLE v13.s.t TO " + G,
                "GRANT USE CATALOG, USE SCHEMA ON CATALOG v13 TO " + R,
                "GRANT SELECT ON TABLE v13.s.v TO " + R);

        at.done(at.r(), "SELECT * FROM v13.s.v");
        at.refused(at.r(), "SELECT * FROM v13.s.t", "SELECT on Table 'v13.s.t'");
        at.sql("REVOKE SELECT ON TABLE v13.s.t FROM " + G);
        at.refused(at.r(), "SELECT * FROM v13.s.v", "SELECT on Table 'v13.s.t'");
    }

    @Test
    void aViewOnAViewReadsEachWithTheRightsOfTheOneAboveIt() {
        view("v14", G);
        at.sql(
                "CREATE VIEW v14.s.top AS SELECT id FROM v14.s.v",
                "GRANT USE CATALOG, USE SCHEMA ON CATALOG v14 TO " + G,
                "GRANT USE CATALOG, USE SCHEMA ON CATALOG v14 TO " + R,
                "GRANT SELECT ON TABLE v14.s.top TO " + R);

        at.refused(at.r(), "SELECT * FROM v14.s.top", "SELECT on Table 'v14.s.t'");
        at.sql("GRANT SELECT ON TABLE v14.s.t TO " + G);
        at.done(at.r(), "SELECT * FROM v14.s.top");
    }

    @Test
    void aViewIsMadeOnlyOfWhatItsMakerReads() {
        at.catalog("v15", Q);
        at.sql("GRANT USE CATALOG, USE SCHEMA, CREATE TABLE ON CATALOG v15 TO " + P);
        String create = "CREATE VIEW v15.s.v AS SELECT id FROM v15.s.t";

        at.refused(at.p(), create, "SELECT on Table 'v15.s.t'");
        at.sql("GRANT SELECT ON TABLE v15.s.t TO " + P);
        at.done(at.p(), create);
        at.sql("REVOKE SELECT ON TABLE v15.s.t FROM " + P);
        at.refused(at.p(), "ALTER VIEW v15.s.v AS SELECT price FROM v15.s.t", "SELECT on Table 'v15.s.t'");
    }

    @Test
    void theRootsReplacedViewStaysTheSame() {
        view("v16", Q);
        at.sql("GRANT SELECT ON TABLE v16.s.v TO " + A);
        String id = at.root().tables().get("v16.s.v").getTableId();

        at.sql("CREATE OR REPLACE VIEW v16.s.v AS SELECT price FROM v16.s.t");

        assertThat(at.root().tables().get("v16.s.v").getTableId()).isEqualTo(id);
        assertThat(at.grantees(at.root(), "table", "v16.s.v")).containsExactly("client-admin");
    }
}
