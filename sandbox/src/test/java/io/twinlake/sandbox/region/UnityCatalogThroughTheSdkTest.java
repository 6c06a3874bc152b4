package io.twinlake.sandbox.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.service.catalog.CatalogInfo;
import com.databricks.sdk.service.catalog.CatalogIsolationMode;
import com.databricks.sdk.service.catalog.CatalogType;
import com.databricks.sdk.service.catalog.ColumnInfo;
import com.databricks.sdk.service.catalog.ColumnTypeName;
import com.databricks.sdk.service.catalog.CreateCatalog;
import com.databricks.sdk.service.catalog.CreateSchema;
import com.databricks.sdk.service.catalog.CreateTableRequest;
import com.databricks.sdk.service.catalog.DataSourceFormat;
import com.databricks.sdk.service.catalog.DeleteCatalogRequest;
import com.databricks.sdk.service.catalog.ListCatalogsRequest;
import com.databricks.sdk.service.catalog.ListTablesRequest;
import com.databricks.sdk.service.catalog.SchemaInfo;
import com.databricks.sdk.service.catalog.TableInfo;
import com.databricks.sdk.service.catalog.TableSummary;
import com.databricks.sdk.service.catalog.TableType;
import com.databricks.sdk.service.catalog.UpdateCatalog;
import com.databricks.sdk.service.catalog.UpdateSchema;
import com.databricks.sdk.service.catalog.UpdateWorkspaceBindings;
import com.databricks.sdk.service.catalog.UpdateWorkspaceBindingsParameters;
import com.databricks.sdk.service.catalog.WorkspaceBinding;
import com.databricks.sdk.service.catalog.WorkspaceBindingBindingType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnityCatalogThroughTheSdkTest {

    private RegionFixture region;
    private WorkspaceClient client;

    @BeforeAll
    void start(@TempDir Path dir) {
        region = RegionFixture.start(dir);
        client = region.admin();
    }

    @AfterAll
    void stop() {
        region.close();
    }

    private static <T> List<T> list(Iterable<T> items) {
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    @Test
    void aNewCatalogHasItsTwoSchemasAndBelongsToItsMaker() {
        CatalogInfo made = client.catalogs()
                .create(new CreateCatalog()
                        .setName("Silver")
                        .setComment("second best")
                        .setProperties(Map.of("tier", "2")));

        CatalogInfo read = client.catalogs().get("silver");
        assertThat(read).isEqualTo(made);
        assertThat(read.getName()).isEqualTo("silver");
        assertThat(read.getOwner()).isEqualTo(RegionFixture.ADMIN);
        assertThat(read.getCatalogType()).isEqualTo(CatalogType.MANAGED_CATALOG);
        assertThat(read.getStorageRoot()).isEqualTo("abfss://lake@westeuropelake.dfs.core.windows.net");
        assertThat(list(client.schemas().list("silver")))
                .extracting(SchemaInfo::getName)
                .containsExactly("default", "information_schema");
    }

    @Test
    void aCatalogIsChangedRenamedAndDroppedWithAllItHolds() {
        client.catalogs().create(new CreateCatalog().setName("draft"));
        region.sql("MAKE draft.default.t");

        client.catalogs()
                .update(new UpdateCatalog()
                        .setName("draft")
                        .setNewName("final")
                        .setComment("done")
                        .setOwner("data-engineers")
                        .setIsolationMode(CatalogIsolationMode.ISOLATED));

        assertThat(client.catalogs().get("final").getOwner()).isEqualTo("data-engineers");
        assertThat(client.catalogs().get("final").getIsolationMode()).isEqualTo(CatalogIsolationMode.ISOLATED);
        assertThat(client.tables().get("final.default.t").getCatalogName()).isEqualTo("final");
        assertThatThrownBy(() -> client.catalogs().get("draft")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> client.catalogs().delete("final")).hasMessageContaining("is not empty");

        client.catalogs().delete(new DeleteCatalogRequest().setName("final").setForce(true));
        assertThat(list(client.catalogs().list(new ListCatalogsRequest())))
                .extracting(CatalogInfo::getName)
                .doesNotContain("final");
    }

    @Test
    void aTableShowsAllThatUnityCatalogShows() {
        client.catalogs().create(new CreateCatalog().setName("shown"));
        region.sql("MAKE shown.default.orders");

        TableInfo table = client.tables().get("shown.default.orders");

        assertThat(table.getFullName()).isEqualTo("shown.default.orders");
        assertThat(table.getTableType()).isEqualTo(TableType.MANAGED);
        assertThat(table.getDataSourceFormat()).isEqualTo(DataSourceFormat.DELTA);
        assertThat(table.getStorageLocation())
                .contains("/__unitystorage/catalogs/")
                .endsWith("/tables/" + table.getTableId());
        assertThat(table.getProperties()).containsEntry("delta.minReaderVersion", "1");
        List<ColumnInfo> columns = new ArrayList<>(table.getColumns());
        assertThat(columns.get(0).getNullable()).isFalse();
        assertThat(columns.get(0).getComment()).isEqualTo("the key");
        assertThat(columns.get(0).getTypeJson())
                .isEqualTo(
                        "{\"name\":\"id\",\"type\":\"string\",\"nullable\":false,\"metadata\":{\"comment\":\"the key\"}}");
        assertThat(columns.get(1).getTypeName()).isEqualTo(ColumnTypeName.DECIMAL);
        assertThat(columns.get(1).getTypePrecision()).isEqualTo(10);
        assertThat(columns.get(1).getTypeScale()).isEqualTo(2);
    }

    @Test
    void aListComesInPagesAndIsWhole() {
        client.catalogs().create(new CreateCatalog().setName("many"));
        for (int i = 0; i < 120; i++) {
            region.sql("MAKE many.default.t%03d".formatted(i));
        }

        List<TableInfo> tables = list(client.tables()
                .list(new ListTablesRequest()
                        .setCatalogName("many")
                        .setSchemaName("default")
                        .setMaxResults(7L)
                        .setOmitColumns(true)));

        assertThat(tables).hasSize(120).extracting(TableInfo::getName).doesNotHaveDuplicates();
        assertThat(tables).allSatisfy(table -> assertThat(table.getColumns()).isNull());
        assertThat(list(client.tables().listSummaries("many")))
                .hasSize(120)
                .extracting(TableSummary::getFullName)
                .contains("many.default.t119");
    }

    @Test
    void namesThatUnityCatalogForbidsAreRefusedInItsWords() {
        for (String name : List.of("a b", "a.b", "a/b", "a\tb", "x".repeat(256))) {
            assertThatThrownBy(() -> client.catalogs().create(new CreateCatalog().setName(name)))
                    .hasMessageContaining("is not a valid name");
        }
    }

    @Test
    void namesWithEveryOtherCharacterSurviveThePath() {
        client.catalogs().create(new CreateCatalog().setName("odd-names"));
        String name = "a-b#c%d`e é 日本".replace(" ", "");
        client.schemas().create(new CreateSchema().setCatalogName("odd-names").setName(name));

        String encoded = URLEncoder.encode("odd-names." + name, StandardCharsets.UTF_8);

        assertThat(client.schemas().get(encoded).getName()).isEqualTo(name);
        client.schemas().update(new UpdateSchema().setFullName(encoded).setComment("odd"));
        assertThat(client.schemas().get(encoded).getComment()).isEqualTo("odd");
        client.schemas().delete(encoded);
        assertThatThrownBy(() -> client.schemas().get(encoded)).hasMessageContaining(name);
    }

    @Test
    void anExternalTableIsRegisteredAndMustLieApart() {
        client.catalogs().create(new CreateCatalog().setName("outside"));
        CreateTableRequest request = new CreateTableRequest()
                .setCatalogName("outside")
                .setSchemaName("default")
                .setName("ext")
                .setTableType(TableType.EXTERNAL)
                .setDataSourceFormat(DataSourceFormat.DELTA)
                .setStorageLocation("abfss://lake@westeuropelake.dfs.core.windows.net/ext");
        client.tables().create(request);

        assertThat(client.tables().get("outside.default.ext").getTableType()).isEqualTo(TableType.EXTERNAL);
        assertThat(client.tables().exists("outside.default.ext").getTableExists())
                .isTrue();
        assertThat(client.tables().exists("outside.default.other").getTableExists())
                .isFalse();
        assertThatThrownBy(() -> client.tables()
                        .create(request.setName("ext2")
                                .setStorageLocation("abfss://lake@westeuropelake.dfs.core.windows.net/ext/below")))
                .hasMessageContaining("outside.default.ext");
        assertThatThrownBy(() -> client.tables()
                        .create(request.setStorageLocation("abfss://lake@elsewhere.dfs.core.windows.net/x")))
                .hasMessageContaining("No parent external location was found");
    }

    @Test
    void missingObjectsAreNotFoundEachByItsKind() {
        assertThatThrownBy(() -> client.catalogs().get("nowhere"))
                .hasMessageContaining("Catalog 'nowhere' does not exist");
        assertThatThrownBy(() -> client.tables().get("nowhere.s.t"))
                .hasMessageContaining("Catalog 'nowhere' does not exist");
        assertThatThrownBy(() -> client.tables().get("system.s.t"))
                .hasMessageContaining("Schema 'system.s' does not exist");
        assertThatThrownBy(() -> client.functions().get("system.information_schema.f"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("Function 'system.information_schema.f' does not exist");
    }

    @Test
    void bindingsAreKeptAsTheyWereSet() {
        client.catalogs().create(new CreateCatalog().setName("bound"));
        client.workspaceBindings()
                .updateBindings(new UpdateWorkspaceBindingsParameters()
                        .setSecurableType("catalog")
                        .setSecurableName("bound")
                        .setAdd(List.of(new WorkspaceBinding()
                                .setWorkspaceId(7L)
                                .setBindingType(WorkspaceBindingBindingType.BINDING_TYPE_READ_ONLY))));

        assertThat(list(client.workspaceBindings().getBindings("catalog", "bound")))
                .singleElement()
                .satisfies(binding -> assertThat(binding.getBindingType())
                        .isEqualTo(WorkspaceBindingBindingType.BINDING_TYPE_READ_ONLY));
        assertThat(client.workspaceBindings().get("bound").getWorkspaces()).containsExactly(7L);
        client.workspaceBindings()
                .update(new UpdateWorkspaceBindings().setName("bound").setUnassignWorkspaces(List.of(7L)));
        assertThat(list(client.workspaceBindings().getBindings("catalog", "bound")))
                .isEmpty();
    }
}
