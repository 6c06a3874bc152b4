package io.twinlake.sandbox.region.rights;

import static io.twinlake.sandbox.region.rights.RightsFixture.P;
import static io.twinlake.sandbox.region.rights.RightsFixture.Q;

import com.databricks.sdk.service.catalog.CreateExternalLocation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Statements that reach rows by other ways than a plain name in FROM. */
class RightsOfStatementsTest extends OnARegionWithRights {

    private static final String SELECT = "SELECT on Table ";

    @Test
    void everyWayToNameATableAsksForItsRows() {
        at.catalog("t1", Q);
        at.sql("GRANT USE CATALOG, USE SCHEMA ON CATALOG t1 TO " + P);

        for (String statement : List.of(
                "TABLE t1.s.t",
                "SELECT * FROM IDENTIFIER('t1.s.t')",
                "WITH t AS (SELECT 1) SELECT * FROM t JOIN t1.s.t",
                "CACHE TABLE t1.s.t",
                "SHOW CREATE TABLE t1.s.t",
                "SELECT * FROM t1.s.t VERSION AS OF 0")) {
            at.refused(at.p(), statement, SELECT + "'t1.s.t'");
        }
    }

    @Test
    void whatIsNamedOnlyWhenItRunsIsRefused() {
        for (String statement : List.of(
                "EXECUTE IMMEDIATE 'SELECT * FROM t1.s.t'",
                "SELECT * FROM IDENTIFIER('t1.s' || '.t')",
                "SELECT * FROM table_changes('t1.s.t', 0)",
                "INSERT OVERWRITE DIRECTORY '/x' SELECT 1",
                "BEGIN SELECT 1; END",
                "CONVERT TO DELTA parquet.`abfss://x/y`")) {
            at.refused(at.p(), statement, "cannot tell what this statement reads");
            at.done(at.root(), statement.startsWith("INSERT") ? "SELECT 1" : statement);
        }
    }

    @Test
    void maintenanceAndReplacedRowsAreWrites() {
        at.catalog("t2", Q);
        at.sql("GRANT USE CATALOG, USE SCHEMA, SELECT ON CATALOG t2 TO " + P);
        List<String> statements = List.of(
                "TRUNCATE TABLE t2.s.t",
                "ANALYZE TABLE t2.s.t COMPUTE STATISTICS",
                "REORG TABLE t2.s.t APPLY (PURGE)",
                "RESTORE TABLE t2.s.t TO VERSION AS OF 0");

        statements.forEach(statement -> at.refused(at.p(), statement, "MODIFY on Table 't2.s.t'"));
        at.refused(at.p(), "INSERT INTO t2.s.t REPLACE WHERE id = '1' VALUES ('1', 1)", "MODIFY on Table 't2.s.t'");
        at.sql("GRANT MODIFY ON CATALOG t2 TO " + P);
        statements.forEach(statement -> at.done(at.p(), statement));
    }

    @Test
    void aForeignKeyAsksForTheOwnerOfTheTableThatItRefersTo() {
        at.catalog("t3", Q);
        at.sql(
                "GRANT ALL PRIVILEGES ON CATALOG t3 TO " + P,
                "ALTER TABLE t3.s.t ALTER COLUMN id SET NOT NULL",
                "ALTER TABLE t3.s.t ADD CONSTRAINT pk PRIMARY KEY (id)",
                "MAKE t3.s.child",
                "ALTER TABLE t3.s.child OWNER TO " + P);
        String key = "ALTER TABLE t3.s.child ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES t3.s.t (id)";

        at.refused(at.p(), key, "not an owner of Table 't3.s.t'");
        at.refused(
                at.p(),
                "CREATE TABLE t3.s.other (id STRING, FOREIGN KEY (id) REFERENCES t3.s.t)",
                "not an owner of Table 't3.s.t'");
        at.sql("ALTER TABLE t3.s.t OWNER TO " + P);
        at.done(at.p(), key);
    }

    @Test
    void filesAreReachedByAPathWithRightsOnTheirLocationAndOnTheirTable() {
        String lake = "abfss://files@westeuropelake.dfs.core.windows.net/l";
        at.root()
                .externalLocations()
                .create(new CreateExternalLocation()
                        .setName("files")
                        .setUrl(lake)
                        .setCredentialName("westeurope-credential"));
        at.catalog("t4", Q);
        at.sql("CREATE TABLE t4.s.x LOCATION '" + lake + "/x'");
        String read = "SELECT * FROM delta.`" + lake + "/free`";
        String ofTable = "SELECT * FROM delta.`" + lake + "//x`";

        at.refused(at.p(), read, "READ FILES on External Location 'files'");
        at.refused(at.p(), "SELECT * FROM delta.`abfss://other@x/y`", "READ FILES on an External Location");
        at.sql("GRANT READ FILES ON EXTERNAL LOCATION files TO " + P);
        at.done(at.p(), read, "DESCRIBE HISTORY delta.`" + lake + "/free`");
        at.refused(at.p(), ofTable, "USE CATALOG on Catalog 't4'");
        for (String write : List.of(
                "DELETE FROM delta.`" + lake + "/free`",
                "REPLACE TABLE delta.`" + lake + "/free` (id INT)",
                "VACUUM '" + lake + "/free'",
                "REPLACE TABLE delta.`" + lake + "/free` CLONE delta.`" + lake + "/other`")) {
            at.refused(at.p(), write, "WRITE FILES on External Location 'files'");
        }
        String managed = at.root().tables().get("t4.s.t").getStorageLocation();
        at.refused(at.p(), "SELECT * FROM delta.`" + managed + "`", "managed storage");
        at.refused(at.p(), "SELECT * FROM delta.`" + lake + "/../other`", "managed storage");
        at.sql("GRANT USE CATALOG, USE SCHEMA, SELECT ON CATALOG t4 TO " + P);
        at.done(at.p(), ofTable);
    }
}
