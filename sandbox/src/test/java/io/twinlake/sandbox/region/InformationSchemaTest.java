package io.twinlake.sandbox.region;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.sandbox.region.engine.Column;
import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.setting.Setting;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InformationSchemaTest {

    private RegionFixture region;

    @BeforeAll
    void start(@TempDir Path dir) {
        region = RegionFixture.start(dir);
        region.sql("CREATE CATALOG gold");
        region.sql("CREATE SCHEMA gold.api");
        region.sql("MAKE gold.api.t");
        region.sql("CREATE VIEW gold.api.v AS SELECT * FROM gold.api.t");
        region.sql("CREATE FUNCTION gold.api.f(x INT) RETURNS INT RETURN x + 1");
        region.sql("GRANT SELECT, USE CATALOG ON CATALOG gold TO `api-readers`");
        region.sql("GRANT MODIFY ON TABLE gold.api.t TO `data-engineers`");
        region.sql("ALTER TABLE gold.api.t SET TAGS ('pii' = 'no')");
        region.sql("ALTER TABLE gold.api.t ADD CONSTRAINT pk PRIMARY KEY (id)");
    }

    @AfterAll
    void stop() {
        region.close();
    }

    private List<Map<String, String>> rows(String catalog, String relation, String principal) {
        ResultTable table = region.engine()
                .registry()
                .informationSchema(new TableName(catalog, "information_schema", relation), principal)
                .orElseThrow();
        return table.rows().stream().map(row -> named(table.columns(), row)).toList();
    }

    private static Map<String, String> named(List<Column> columns, List<String> row) {
        Map<String, String> named = new LinkedHashMap<>();
        for (Column column : columns) {
            named.put(column.name(), row.get(column.position()));
        }
        return named;
    }

    @AfterEach
    void reset() {
        region.settings().reset();
    }

    @Test
    void itMayLag() {
        region.settings().set(Setting.INFORMATION_SCHEMA_LAG_MS, Long.MAX_VALUE / 1000);
        int before = rows("gold", "tables", RegionFixture.ADMIN).size();
        region.sql("MAKE gold.api.late");

        try {
            assertThat(rows("gold", "tables", RegionFixture.ADMIN)).hasSize(before);
            region.settings().reset();
            assertThat(rows("gold", "tables", RegionFixture.ADMIN)).hasSize(before + 1);
        } finally {
            region.sql("DROP TABLE gold.api.late");
        }
    }

    @Test
    void tablesViewsAndColumnsAreListed() {
        assertThat(rows("gold", "tables", RegionFixture.ADMIN))
                .extracting(row -> row.get("table_name") + " " + row.get("table_type"))
                .containsExactly("t MANAGED", "v VIEW");
        assertThat(rows("gold", "views", RegionFixture.ADMIN))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("view_definition", "SELECT * FROM gold.api.t"));
        assertThat(rows("gold", "columns", RegionFixture.ADMIN))
                .filteredOn(row -> row.get("table_name").equals("t"))
                .extracting(
                        row -> row.get("column_name") + " " + row.get("full_data_type") + " " + row.get("is_nullable"))
                .containsExactly("id string NO", "price decimal(10,2) YES");
        assertThat(rows("gold", "routines", RegionFixture.ADMIN))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("routine_definition", "x + 1"));
    }

    @Test
    void privilegesSayWhereTheyComeFrom() {
        assertThat(rows("gold", "table_privileges", RegionFixture.ADMIN))
                .filteredOn(row -> row.get("table_name").equals("t"))
                .extracting(
                        row -> row.get("grantee") + " " + row.get("privilege_type") + " " + row.get("inherited_from"))
                .containsExactlyInAnyOrder("data-engineers MODIFY NONE", "api-readers SELECT CATALOG");
        assertThat(rows("gold", "catalog_privileges", RegionFixture.ADMIN))
                .extracting(row -> row.get("privilege_type") + " " + row.get("inherited_from"))
                .containsExactlyInAnyOrder("SELECT NONE", "USE_CATALOG NONE");
    }

    @Test
    void tagsAndKeysAreListed() {
        assertThat(rows("gold", "table_tags", RegionFixture.ADMIN))
                .singleElement()
                .satisfies(
                        row -> assertThat(row).containsEntry("tag_name", "pii").containsEntry("tag_value", "no"));
        assertThat(rows("gold", "table_constraints", RegionFixture.ADMIN))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("constraint_type", "PRIMARY KEY"));
    }

    @Test
    void theSystemCatalogHasTheRelationsOfAllCatalogs() {
        assertThat(rows("system", "catalogs", RegionFixture.ADMIN))
                .extracting(row -> row.get("catalog_name"))
                .contains("gold", "system");
        assertThat(rows("system", "tables", RegionFixture.ADMIN)).hasSize(2);
    }

    @Test
    void whoMaySeeNothingGetsNoRows() {
        assertThat(rows("gold", "tables", RegionFixture.READER)).isEmpty();
    }

    @Test
    void thereIsNoRelationOfAnotherName() {
        TableName unknown = new TableName("gold", "information_schema", "nonsense");
        assertThat(region.engine().registry().informationSchema(unknown, RegionFixture.ADMIN))
                .isEmpty();
    }
}
