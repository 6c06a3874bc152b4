package io.twinlake.sandbox.region.rights;

import static io.twinlake.sandbox.region.rights.RightsFixture.G;
import static io.twinlake.sandbox.region.rights.RightsFixture.P;
import static io.twinlake.sandbox.region.rights.RightsFixture.Q;
import static io.twinlake.sandbox.region.rights.RightsFixture.R;
import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.service.catalog.ColumnMask;
import com.databricks.sdk.service.catalog.ListExternalLocationsRequest;
import com.databricks.sdk.service.catalog.PolicyFunctionArgument;
import com.databricks.sdk.service.catalog.TableInfo;
import com.databricks.sdk.service.catalog.TableRowFilter;
import com.databricks.sdk.service.catalog.UpdateFunction;
import io.twinlake.sandbox.region.RegionFixture;
import io.twinlake.sandbox.region.metastore.Header;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.TableRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row filters and column masks: who sets them, with whose rights they run, and where they are told. */
class RightsOnGuardsTest extends OnARegionWithRights {

    /** A catalog of Q's with the table s.t of Q's, the filter s.f and the mask s.m. */
    private void guards(String catalog) {
        at.catalog(catalog, Q);
        at.sql(
                "CREATE FUNCTION " + catalog + ".s.f(x STRING, y STRING) RETURNS BOOLEAN RETURN x = y",
                "CREATE FUNCTION " + catalog + ".s.m(x DECIMAL(10,2), y STRING) RETURNS DECIMAL(10,2) RETURN NULL");
    }

    private TableInfo table(String name) {
        return at.root().tables().get(name);
    }

    private ColumnMask mask(String table) {
        return table(table).getColumns().stream()
                .filter(column -> column.getName().equals("price"))
                .findFirst()
                .orElseThrow()
                .getMask();
    }

    private List<List<String>> listed(String catalog, String relation) {
        return List.copyOf(at.region()
                .registry()
                .informationSchema(new TableName(catalog, "information_schema", relation), "client-admin")
                .orElseThrow()
                .rows());
    }

    @Test
    void whoManagesTheTableAndMayRunTheFunctionSetsThem() {
        guards("g1");
        at.sql("GRANT USE CATALOG, USE SCHEMA, SELECT, MODIFY ON CATALOG g1 TO " + P);
        String filter = "ALTER TABLE g1.s.t SET ROW FILTER g1.s.f ON (id, 'a')";
        String mask = "ALTER TABLE g1.s.t ALTER COLUMN price SET MASK g1.s.m USING COLUMNS (id)";

        at.refused(at.p(), filter, "MANAGE on Table 'g1.s.t'");
        at.refused(at.p(), mask, "MANAGE on Table 'g1.s.t'");
        at.sql("GRANT MANAGE ON TABLE g1.s.t TO " + P);
        at.refused(at.p(), filter, "EXECUTE on Routine 'g1.s.f'");
        at.refused(at.p(), mask, "EXECUTE on Routine 'g1.s.m'");
        at.sql("GRANT EXECUTE ON SCHEMA g1.s TO " + P);
        at.done(at.p(), filter, mask);

        assertThat(table("g1.s.t").getRowFilter())
                .isEqualTo(new TableRowFilter()
                        .setFunctionName("g1.s.f")
                        .setInputColumnNames(List.of("id"))
                        .setInputArguments(List.of(
                                new PolicyFunctionArgument().setColumn("id"),
                                new PolicyFunctionArgument().setConstant("'a'"))));
        assertThat(mask("g1.s.t"))
                .isEqualTo(new ColumnMask()
                        .setFunctionName("g1.s.m")
                        .setUsingColumnNames(List.of("id"))
                        .setUsingArguments(List.of(new PolicyFunctionArgument().setColumn("id"))));
        at.sql("GRANT SELECT, USE CATALOG, USE SCHEMA ON CATALOG g1 TO `client-admin`");
        assertThat(listed("g1", "row_filters")).containsExactly(List.of("g1", "s", "t", "g1", "s", "f", "id"));
        assertThat(listed("g1", "column_masks"))
                .containsExactly(List.of("g1", "s", "t", "price", "g1", "s", "m", "id"));
    }

    @Test
    void whoManagesTheTableTakesThemAway() {
        guards("g2");
        at.sql(
                "ALTER TABLE g2.s.t SET ROW FILTER g2.s.f ON (id, id)",
                "ALTER TABLE g2.s.t ALTER COLUMN price SET MASK g2.s.m USING COLUMNS (id)",
                "GRANT USE CATALOG, USE SCHEMA, SELECT, MODIFY ON CATALOG g2 TO " + P);

        at.refused(at.p(), "ALTER TABLE g2.s.t DROP ROW FILTER", "MANAGE on Table 'g2.s.t'");
        at.refused(at.p(), "ALTER TABLE g2.s.t ALTER COLUMN price DROP MASK", "MANAGE on Table 'g2.s.t'");
        at.sql("GRANT MANAGE ON TABLE g2.s.t TO " + P);
        at.done(at.p(), "ALTER TABLE g2.s.t DROP ROW FILTER", "ALTER TABLE g2.s.t ALTER COLUMN price DROP MASK");

        assertThat(table("g2.s.t").getRowFilter()).isNull();
        assertThat(mask("g2.s.t")).isNull();
    }

    @Test
    void theyStayWhenTheTableIsRenamedOrReplacedAndGoWithIt() {
        guards("g3");
        at.sql(
                "ALTER TABLE g3.s.t SET ROW FILTER g3.s.f ON (id, id)",
                "ALTER TABLE g3.s.t RENAME TO g3.s.u",
                "CREATE OR REPLACE TABLE g3.s.u");

        assertThat(table("g3.s.u").getRowFilter()).isNotNull();

        at.sql("DROP TABLE g3.s.u", "MAKE g3.s.u");
        assertThat(table("g3.s.u").getRowFilter()).isNull();
    }

    @Test
    void theFunctionRunsWithItsOwnersRightsForWhoeverReads() {
        guards("g4");
        at.sql(
                "MAKE g4.s.shown",
                "CREATE FUNCTION g4.s.listed(x STRING) RETURNS BOOLEAN"
                        + " RETURN EXISTS (SELECT 1 FROM g4.s.shown WHERE id = x)",
                "ALTER TABLE g4.s.t SET ROW FILTER g4.s.listed ON (id)",
                "GRANT USE CATALOG, USE SCHEMA ON CATALOG g4 TO " + R,
                "GRANT SELECT ON TABLE g4.s.t TO " + R,
                "GRANT USE CATALOG, USE SCHEMA, SELECT ON CATALOG g4 TO " + G);

        at.root().functions().update(new UpdateFunction().setName("g4.s.listed").setOwner(G.replace("`", "")));

        at.done(at.r(), "SELECT * FROM g4.s.t");
        at.sql("REVOKE SELECT ON CATALOG g4 FROM " + G);
        at.refused(at.r(), "SELECT * FROM g4.s.t", "SELECT on Table 'g4.s.shown'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALTER TABLE g5.s.t SET ROW FILTER g5.s.f ON (id) | takes 2 arguments, and 1 are passed
            ALTER TABLE g5.s.t SET ROW FILTER g5.s.f ON (id, none) | no column 'none'
            ALTER TABLE g5.s.t SET ROW FILTER g5.s.m ON (price, id) | returns decimal(10,2) and not BOOLEAN
            ALTER TABLE g5.s.t SET ROW FILTER g5.s.none ON (id) | 'g5.s.none' does not exist
            ALTER TABLE g5.s.t SET ROW FILTER g5.s.python ON (id) | scalar function in SQL
            ALTER TABLE g5.s.t SET ROW FILTER g5.s.f ON (id, 1 + 1) | passes no such constant
            ALTER TABLE g5.s.t ALTER COLUMN none SET MASK g5.s.m USING COLUMNS (id) | no column 'none'
            ALTER TABLE g5.s.t ALTER COLUMN price SET MASK g5.s.m | takes 2 arguments, and 1 are passed
            ALTER TABLE g5.s.v SET ROW FILTER g5.s.f ON (id, id) | is a view
            """)
    void whatCannotGuardIsRefused(String statement, String why) {
        String catalog = "g5" + Integer.toHexString(statement.hashCode());
        guards(catalog);
        String schema = catalog + ".s.";
        at.sql(
                "CREATE FUNCTION " + schema + "python(x STRING) RETURNS BOOLEAN LANGUAGE PYTHON AS $$return True$$",
                "CREATE VIEW " + schema + "v AS SELECT id FROM " + schema + "t");

        assertThat(at.region().failure(statement.replace("g5.s.", schema))).contains(why.replace("g5.s.", schema));
    }

    @Test
    void aTableWithCheckConstraintsTakesNone() {
        guards("g6");
        TableRegistry registry = at.region().registry();
        TableEntry table = registry.find(TableName.parse("g6.s.t")).orElseThrow();
        Header header = table.header();
        registry.update(
                table.withHeader(new Header(
                        header.fullName(),
                        header.id(),
                        null,
                        Map.of("delta.constraints.positive", "price > 0"),
                        header.audit())),
                RegionFixture.READER);

        assertThat(at.region().failure("ALTER TABLE g6.s.t SET ROW FILTER g6.s.f ON (id, id)"))
                .contains("CHECK constraints");
        at.sql("ALTER TABLE g6.s.t DROP ROW FILTER");
    }

    @Test
    void filesOfAGuardedTableAreNotReachedByTheirPath() {
        guards("g7");
        String lake = at.root()
                .externalLocations()
                .list(new ListExternalLocationsRequest())
                .iterator()
                .next()
                .getUrl();
        at.sql(
                "CREATE TABLE g7.s.e LOCATION '" + lake + "g7/e'",
                "GRANT USE CATALOG, USE SCHEMA, SELECT ON CATALOG g7 TO " + P,
                "GRANT READ FILES ON EXTERNAL LOCATION `westeurope-lake` TO " + P);
        String query = "SELECT * FROM delta.`" + lake + "g7/e`";

        at.done(at.p(), query);
        at.sql("ALTER TABLE g7.s.e SET ROW FILTER g7.s.f ON (id, id)");
        at.refused(at.p(), query, "has a row filter or column masks");
    }
}
