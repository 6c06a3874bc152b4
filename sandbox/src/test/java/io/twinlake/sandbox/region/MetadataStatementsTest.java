package io.twinlake.sandbox.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.http.Request;
import com.databricks.sdk.service.catalog.CatalogIsolationMode;
import com.databricks.sdk.service.catalog.Dependency;
import com.databricks.sdk.service.catalog.FunctionInfo;
import com.databricks.sdk.service.catalog.FunctionParameterInfo;
import com.databricks.sdk.service.catalog.TableConstraint;
import com.databricks.sdk.service.catalog.TableInfo;
import com.databricks.sdk.service.catalog.TableType;
import com.databricks.sdk.service.catalog.UpdateCatalog;
import com.databricks.sdk.service.catalog.UpdateWorkspaceBindingsParameters;
import com.databricks.sdk.service.catalog.WorkspaceBinding;
import com.databricks.sdk.service.catalog.WorkspaceBindingBindingType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetadataStatementsTest {

    private RegionFixture region;
    private WorkspaceClient client;

    @BeforeAll
    void start(@TempDir Path dir) {
        region = RegionFixture.start(dir);
        client = region.admin();
        region.sql("CREATE CATALOG gold COMMENT 'the gold' MANAGED LOCATION"
                + " 'abfss://lake@westeuropelake.dfs.core.windows.net/gold'");
        region.sql("CREATE SCHEMA IF NOT EXISTS gold.api WITH DBPROPERTIES ('team' = 'x')");
        region.sql("MAKE gold.api.t");
    }

    @AfterAll
    void stop() {
        region.close();
    }

    @Test
    void catalogsAndSchemasTakeTheirClauses() {
        assertThat(client.catalogs().get("gold").getStorageRoot()).endsWith("/gold");
        assertThat(client.schemas().get("gold.api").getProperties()).containsEntry("team", "x");
        region.sql("CREATE CATALOG IF NOT EXISTS gold");
        assertThat(region.failure("CREATE CATALOG gold")).startsWith("[CATALOG_ALREADY_EXISTS]");
        region.sql("CREATE SCHEMA gold.gone");
        region.sql("DROP SCHEMA gold.gone");
        region.sql("DROP SCHEMA IF EXISTS gold.gone CASCADE");
        assertThat(region.failure("DROP SCHEMA gold.gone")).startsWith("[SCHEMA_NOT_FOUND]");
        assertThat(region.failure("CREATE SCHEMA gold.`a b`")).startsWith("[INVALID_PARAMETER_VALUE]");
    }

    @Test
    void aViewKeepsItsTextAndNamesWhatItReads() {
        String text = "SELECT `id` -- the key; not the price\n  FROM api.t JOIN gold.api.`T` USING (id)";
        region.sql("CREATE OR REPLACE VIEW gold.api.v (k COMMENT 'its key', p) COMMENT 'it''s a view'"
                + " TBLPROPERTIES ('a.b' = 'c') AS " + text);

        TableInfo view = client.tables().get("gold.api.v");

        assertThat(view.getTableType()).isEqualTo(TableType.VIEW);
        assertThat(view.getViewDefinition()).isEqualTo(text);
        assertThat(view.getComment()).isEqualTo("it's a view");
        assertThat(view.getProperties()).containsEntry("a.b", "c");
        assertThat(view.getColumns()).extracting("name").containsExactly("k", "p");
        assertThat(view.getColumns()).extracting("comment").containsExactly("its key", null);
        assertThat(view.getViewDependencies().getDependencies())
                .extracting(Dependency::getTable)
                .extracting("tableFullName")
                .containsExactly("main.api.t", "gold.api.t");
    }

    /** How it follows its query, what that called its columns, and under which settings it was written. */
    @Test
    void aViewTellsWhatThePlatformKeepsOfIt() {
        region.sql(
                "CREATE VIEW gold.api.evolving WITH SCHEMA EVOLUTION TBLPROPERTIES ('a' = 'b') AS SELECT * FROM gold.api.t");
        region.sql("CREATE VIEW gold.api.renamed (k, p) AS SELECT * FROM gold.api.t");

        assertThat(client.tables().get("gold.api.evolving").getProperties())
                .containsEntry("view.schemaMode", "EVOLUTION")
                .containsEntry("a", "b");
        assertThat(client.tables().get("gold.api.renamed").getProperties())
                .containsEntry("view.schemaMode", "COMPENSATION")
                .containsEntry("view.query.out.numCols", "2")
                .containsEntry("view.query.out.col.0", "id")
                .containsEntry("view.query.out.col.1", "price")
                .containsEntry("view.sqlConfig.spark.sql.ansi.enabled", "true");
        assertThat(region.sql("SHOW CREATE TABLE gold.api.evolving").toString())
                .contains("'a' = 'b'")
                .contains("WITH SCHEMA EVOLUTION")
                .doesNotContain("view.");

        region.sql("ALTER VIEW gold.api.evolving WITH SCHEMA TYPE EVOLUTION");
        region.sql("ALTER VIEW gold.api.evolving AS SELECT * FROM gold.api.t WHERE price > 1");

        assertThat(client.tables().get("gold.api.evolving").getProperties())
                .containsEntry("view.schemaMode", "TYPE EVOLUTION");
        assertThat(region.failure("CREATE VIEW gold.api.bad WITH SCHEMA REVOLUTION AS SELECT * FROM gold.api.t"))
                .startsWith("[PARSE_SYNTAX_ERROR]");
    }

    @Test
    void aViewOnWhatIsMissingOrOnItselfIsRefused() {
        assertThat(region.failure("CREATE VIEW gold.api.bad AS SELECT * FROM gold.api.missing"))
                .startsWith("[TABLE_OR_VIEW_NOT_FOUND]");
        assertThat(region.failure("CREATE VIEW gold.api.me AS SELECT * FROM gold.api.me"))
                .startsWith("[RECURSIVE_VIEW]");
        assertThat(region.failure("CREATE VIEW gold.api.t AS SELECT 1 AS id, 2 AS price"))
                .startsWith("[TABLE_OR_VIEW_ALREADY_EXISTS]");
        assertThat(region.failure("CREATE OR REPLACE VIEW gold.api.t AS SELECT 1 AS id, 2 AS price"))
                .startsWith("[EXPECT_VIEW_NOT_TABLE]");
    }

    @Test
    void aFunctionShowsItsParametersAndItsBody() {
        region.sql("CREATE FUNCTION gold.api.f(x INT COMMENT 'in', y DECIMAL(10, 2) DEFAULT 1.5)\n"
                + "RETURNS DECIMAL(12,2)\nCOMMENT 'times'\nRETURN x * y -- simple");

        FunctionInfo function = client.functions().get("gold.api.f");

        assertThat(function.getRoutineDefinition()).isEqualTo("x * y");
        assertThat(function.getFullDataType()).isEqualTo("decimal(12,2)");
        assertThat(function.getComment()).isEqualTo("times");
        List<FunctionParameterInfo> parameters =
                List.copyOf(function.getInputParams().getParameters());
        assertThat(parameters.get(0).getComment()).isEqualTo("in");
        assertThat(parameters.get(1).getTypeText()).isEqualTo("decimal(10, 2)");
        assertThat(parameters.get(1).getParameterDefault()).isEqualTo("1.5");
        assertThat(region.failure("CREATE FUNCTION gold.api.f() RETURNS INT RETURN 1"))
                .startsWith("[ROUTINE_ALREADY_EXISTS]");
        region.sql("DROP FUNCTION gold.api.f");
        region.sql("DROP FUNCTION IF EXISTS gold.api.f");
    }

    @Test
    void aPythonFunctionKeepsItsBody() {
        region.sql(
                "CREATE FUNCTION gold.api.py(s STRING) RETURNS STRING LANGUAGE PYTHON AS $$\n  return s + \"'\"\n$$");

        FunctionInfo function = client.functions().get("gold.api.py");

        assertThat(function.getExternalLanguage()).isEqualTo("PYTHON");
        assertThat(function.getRoutineDefinition()).isEqualTo("\n  return s + \"'\"\n");
    }

    @Test
    void aPythonBodyThatHasDollarSignsStandsBetweenTaggedOnes() {
        region.sql(
                "CREATE FUNCTION gold.api.price(s STRING) RETURNS STRING LANGUAGE PYTHON AS $py$\n  return '$$' + s # it's 1 -- $py$;");

        assertThat(client.functions().get("gold.api.price").getRoutineDefinition())
                .isEqualTo("\n  return '$$' + s # it's 1 -- ");
        assertThat(region.failure(
                        "CREATE FUNCTION gold.api.bad() RETURNS STRING LANGUAGE PYTHON AS $py$ return '' $sql$"))
                .startsWith("[PARSE_SYNTAX_ERROR]");
    }

    /** By the REST interface none of it is told; the description does. */
    @Test
    void aPythonFunctionTakesWhatItRunsIn() {
        region.sql("CREATE FUNCTION gold.api.slug(s STRING) RETURNS STRING LANGUAGE PYTHON PARAMETER STYLE PANDAS"
                + " HANDLER 'run' ENVIRONMENT (dependencies = '[\"python-slugify==8.0.4\"]', environment_version = 'None')"
                + " AS $$ return s $$");

        assertThat(region.sql("DESCRIBE FUNCTION EXTENDED gold.api.slug"))
                .contains(
                        List.of("Language:        Python"),
                        List.of("Parameter Style: Pandas"),
                        List.of("Handler:         run"),
                        List.of("Environment:     dependencies = '[\"python-slugify==8.0.4\"]',"
                                + " environment_version = 'None'"));
        assertThat(client.functions().get("gold.api.slug").getRoutineDefinition())
                .isEqualTo(" return s ");
        assertThat(region.failure("CREATE FUNCTION gold.api.bad() RETURNS STRING LANGUAGE PYTHON"
                        + " ENVIRONMENT (dependencies = '[]') AS $$ return '' $$"))
                .startsWith("[INVALID_UDF_ENVIRONMENT]");
    }

    @Test
    void aFunctionIsNotReplacedByOneOfAnotherSignature() {
        region.sql("CREATE FUNCTION gold.api.signed(a INT) RETURNS INT RETURN a");
        region.sql("CREATE OR REPLACE FUNCTION gold.api.signed(b INT DEFAULT 1) RETURNS BIGINT RETURN b + 1L");

        assertThat(region.failure("CREATE OR REPLACE FUNCTION gold.api.signed(a INT, b INT) RETURNS INT RETURN a + b"))
                .startsWith("[ROUTINE_ALREADY_EXISTS]");
        assertThat(region.failure("CREATE OR REPLACE FUNCTION gold.api.signed(a STRING) RETURNS INT RETURN 1"))
                .startsWith("[ROUTINE_ALREADY_EXISTS]");
    }

    @Test
    void aFunctionIsDeterministicAsItSaysOrAsItsBodyLooks() {
        region.sql("CREATE FUNCTION gold.api.said() RETURNS INT NOT DETERMINISTIC RETURN 1");
        region.sql("CREATE FUNCTION gold.api.plain() RETURNS INT RETURN 1");
        region.sql("CREATE FUNCTION gold.api.dice() RETURNS DOUBLE RETURN rand()");
        region.sql("CREATE FUNCTION gold.api.loaded() RETURNS DOUBLE DETERMINISTIC RETURN rand()");

        assertThat(List.of("said", "plain", "dice", "loaded"))
                .extracting(name -> client.functions().get("gold.api." + name).getIsDeterministic())
                .containsExactly(false, true, false, true);
    }

    @Test
    void whatAFunctionReadsIsToldToWhoAsksForIt() throws IOException {
        region.sql("CREATE FUNCTION gold.api.reads() RETURNS INT RETURN (SELECT max(id) FROM gold.api.t)");
        String one = "/api/2.1/unity-catalog/functions/gold.api.reads";
        Map<String, String> schema = Map.of("catalog_name", "gold", "schema_name", "api");
        Map<String, String> asking = new HashMap<>(schema);
        asking.put("include_dependencies", "true");

        assertThat(client.functions().get("gold.api.reads").getRoutineDependencies())
                .isNull();
        assertThat(get(one, schema)).doesNotContain("routine_dependencies");
        assertThat(get("/api/2.1/unity-catalog/functions", schema)).doesNotContain("routine_dependencies");
        assertThat(get(one, asking)).contains("gold.api.t");
        assertThat(get("/api/2.1/unity-catalog/functions", asking)).contains("gold.api.t");
    }

    /** An answer as it is, beside the SDK's model. */
    private String get(String path, Map<String, String> query) throws IOException {
        Request request = new Request("GET", path);
        query.forEach(request::withQueryParam);
        return client.apiClient().execute(request, LinkedHashMap.class).toString();
    }

    @Test
    void grantsAreDirectOnTheirObjectAndInheritedBelowIt() {
        region.sql("GRANT USE CATALOG, SELECT ON CATALOG gold TO `api-readers`");
        region.sql("GRANT MODIFY ON gold.api.t TO `data-engineers`");

        assertThat(region.sql("SHOW GRANTS ON TABLE gold.api.t"))
                .contains(
                        List.of("data-engineers", "MODIFY", "TABLE", "gold.api.t"),
                        List.of("api-readers", "SELECT", "CATALOG", "gold"));
        assertThat(client.grants().get("table", "gold.api.t").getPrivilegeAssignments())
                .singleElement()
                .satisfies(assignment -> assertThat(assignment.getPrincipal()).isEqualTo("data-engineers"));
        assertThat(client.grants().getEffective("table", "gold.api.t").getPrivilegeAssignments())
                .extracting("principal")
                .containsExactlyInAnyOrder("api-readers", "data-engineers");

        region.sql("REVOKE MODIFY ON TABLE gold.api.t FROM `data-engineers`");
        assertThat(client.grants().get("table", "gold.api.t").getPrivilegeAssignments())
                .isEmpty();
        assertThat(region.failure("GRANT SELECT ON TABLE gold.api.t TO nobody"))
                .contains("Could not find principal with name nobody");
        assertThat(region.failure("GRANT USE CATALOG ON TABLE gold.api.t TO `api-readers`"))
                .contains("is not applicable");
    }

    /** A user's name is an e-mail address, which has no case; a group's has. */
    @Test
    void aUserIsTheSameInCapitals() {
        region.sql("GRANT SELECT ON TABLE gold.api.t TO `READER@Twinlake.Example`");
        assertThat(client.grants().get("table", "gold.api.t").getPrivilegeAssignments())
                .singleElement()
                .satisfies(assignment -> assertThat(assignment.getPrincipal()).isEqualTo(RegionFixture.READER));

        region.sql("REVOKE SELECT ON TABLE gold.api.t FROM `Reader@twinlake.example`");
        assertThat(client.grants().get("table", "gold.api.t").getPrivilegeAssignments())
                .isEmpty();
        assertThat(region.failure("GRANT SELECT ON TABLE gold.api.t TO `API-readers`"))
                .contains("Could not find principal");
    }

    @Test
    void commentsAndTagsAreSetAndTakenAway() {
        region.sql("COMMENT ON TABLE gold.api.t IS 'a \\'quoted\\' one'");
        region.sql("COMMENT ON COLUMN gold.api.t.price IS \"in euro\"");
        region.sql("ALTER TABLE gold.api.t SET TAGS ('pii', 'tier' = '1')");
        region.sql("ALTER TABLE gold.api.t ALTER COLUMN id SET TAGS ('key' = 'yes')");
        region.sql("ALTER SCHEMA gold.api SET TAGS ('s' = '1')");
        region.sql("SET TAG ON CATALOG gold c = v");

        TableInfo table = client.tables().get("gold.api.t");
        assertThat(table.getComment()).isEqualTo("a 'quoted' one");
        assertThat(table.getColumns()).extracting("comment").containsExactly("the key", "in euro");
        assertThat(region.sql("SHOW TBLPROPERTIES gold.api.t")).contains(List.of("delta.minReaderVersion", "1"));

        region.sql("COMMENT ON TABLE gold.api.t IS NULL");
        region.sql("ALTER TABLE gold.api.t UNSET TAGS ('pii')");
        assertThat(client.tables().get("gold.api.t").getComment()).isNull();
    }

    @Test
    void keyConstraintsAreShownByGetAlone() {
        region.sql("MAKE gold.api.keyed");
        region.sql("ALTER TABLE gold.api.keyed ADD CONSTRAINT pk PRIMARY KEY (id) RELY");
        region.sql("MAKE gold.api.keyed_parent");
        region.sql("ALTER TABLE gold.api.keyed_parent ADD PRIMARY KEY (id)");
        region.sql("ALTER TABLE gold.api.keyed ADD FOREIGN KEY (id) REFERENCES gold.api.keyed_parent (id)");

        assertThat(client.tables().get("gold.api.keyed").getTableConstraints())
                .extracting(TableConstraint::getPrimaryKeyConstraint)
                .filteredOn(Objects::nonNull)
                .singleElement()
                .satisfies(key -> assertThat(key.getChildColumns()).containsExactly("id"));
        assertThat(client.tables().list("gold", "api"))
                .allSatisfy(table -> assertThat(table.getTableConstraints()).isNull());
        region.sql("ALTER TABLE gold.api.keyed DROP CONSTRAINT pk");
        assertThat(client.tables().get("gold.api.keyed").getTableConstraints()).hasSize(1);
    }

    @Test
    void keysThatCannotBeAreRefused() {
        region.sql("MAKE gold.api.referred");
        region.sql("ALTER TABLE gold.api.referred ADD CONSTRAINT referred_pk PRIMARY KEY (id)");
        region.sql("MAKE gold.api.child");
        region.sql("ALTER TABLE gold.api.child ADD CONSTRAINT child_fk FOREIGN KEY (id) REFERENCES gold.api.referred");

        for (String change : List.of(
                "referred ADD CONSTRAINT another PRIMARY KEY (id)",
                "referred DROP PRIMARY KEY",
                "child ADD CONSTRAINT referred_pk FOREIGN KEY (id) REFERENCES gold.api.referred (id)",
                "child ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES gold.api.child (id)",
                "child ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES gold.api.referred (price)",
                "child ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES gold.api.nowhere (id)",
                "child ADD PRIMARY KEY (price)")) {
            assertThatThrownBy(() -> region.sql("ALTER TABLE gold.api." + change))
                    .as(change)
                    .isNotNull();
        }
        assertThat(client.tables().get("gold.api.referred").getTableConstraints())
                .hasSize(1);
        assertThat(client.tables().get("gold.api.child").getTableConstraints()).hasSize(1);

        region.sql("ALTER TABLE gold.api.referred DROP CONSTRAINT IF EXISTS referred_pk CASCADE");
        assertThat(client.tables().get("gold.api.child").getTableConstraints()).isNull();
    }

    @Test
    void createTableLeavesItsKeysToTheMetastore() {
        region.sql("MAKE gold.api.made_parent");
        region.sql("ALTER TABLE gold.api.made_parent ADD PRIMARY KEY (id)");
        region.sql("CREATE TABLE gold.api.made (id STRING NOT NULL CONSTRAINT made_key PRIMARY KEY, tags"
                + " MAP<STRING, ARRAY<INT>>, CHECK (a < b), price DECIMAL(10, 2), CONSTRAINT to_t FOREIGN KEY (id)"
                + " REFERENCES gold.api.made_parent (id) NOT ENFORCED) COMMENT 'x'");

        assertThat(client.tables().get("gold.api.made").getTableConstraints())
                .satisfiesExactly(
                        primary -> assertThat(primary.getPrimaryKeyConstraint().getName())
                                .isEqualTo("made_key"),
                        foreign -> assertThat(foreign.getForeignKeyConstraint().getParentTable())
                                .isEqualTo("gold.api.made_parent"));
    }

    @Test
    void aCatalogBoundForReadingOnlyTakesNoChange() {
        region.sql("CREATE CATALOG fenced");
        region.sql("MAKE fenced.default.t");
        client.catalogs().update(new UpdateCatalog().setName("fenced").setIsolationMode(CatalogIsolationMode.ISOLATED));
        region.sql("MAKE fenced.default.still");

        client.workspaceBindings()
                .updateBindings(new UpdateWorkspaceBindingsParameters()
                        .setSecurableType("catalog")
                        .setSecurableName("fenced")
                        .setAdd(List.of(new WorkspaceBinding()
                                .setWorkspaceId(Long.parseLong(region.spec().workspaceId()))
                                .setBindingType(WorkspaceBindingBindingType.BINDING_TYPE_READ_ONLY))));

        assertThat(region.failure("MAKE fenced.default.more")).startsWith("[UNAUTHORIZED_ACCESS]");
        assertThat(region.failure("CREATE SCHEMA fenced.more")).startsWith("[UNAUTHORIZED_ACCESS]");
        assertThat(client.tables().get("fenced.default.t").getName()).isEqualTo("t");
    }

    @Test
    void ownersAndNamesChangeAndTheRestFollows() {
        region.sql("MAKE gold.api.old");
        region.sql("GRANT SELECT ON TABLE gold.api.old TO `api-readers`");
        String id = client.tables().get("gold.api.old").getTableId();

        region.sql("ALTER TABLE gold.api.old RENAME TO gold.api.new");
        region.sql("ALTER TABLE gold.api.new OWNER TO `data-engineers`");

        TableInfo renamed = client.tables().get("gold.api.new");
        assertThat(renamed.getTableId()).isEqualTo(id);
        assertThat(renamed.getOwner()).isEqualTo("data-engineers");
        assertThat(client.grants().get("table", "gold.api.new").getPrivilegeAssignments())
                .hasSize(1);
        assertThat(region.failure("ALTER TABLE gold.api.new OWNER TO nobody")).startsWith("[PRINCIPAL_DOES_NOT_EXIST]");
    }

    @Test
    void whatCannotBeReadIsASyntaxError() {
        assertThat(region.failure("CREATE CATALOG")).startsWith("[PARSE_SYNTAX_ERROR]");
        assertThat(region.failure("DROP SCHEMA gold.api NOW")).contains("'NOW'");
    }

    @Test
    void showAndDescribeAnswerFromTheMetastore() {
        assertThat(region.sql("SHOW SCHEMAS IN gold LIKE 'a*'")).containsExactly(List.of("api"));
        assertThat(region.sql("SHOW TABLES IN gold.api LIKE 't'")).containsExactly(List.of("api", "t", "false"));
        assertThat(region.sql("DESCRIBE TABLE gold.api.t"))
                .extracting(row -> row.get(0))
                .contains("id", "price");
        assertThat(region.sql("DESCRIBE SCHEMA gold.api")).contains(List.of("Namespace Name", "api"));
        assertThat(region.sql("SHOW CREATE TABLE gold.api.t").get(0).get(0))
                .startsWith("CREATE TABLE `gold`.`api`.`t` (\n  `id` STRING NOT NULL COMMENT 'the key'");
    }
}
