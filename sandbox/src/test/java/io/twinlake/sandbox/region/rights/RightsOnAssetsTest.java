package io.twinlake.sandbox.region.rights;

import static io.twinlake.sandbox.region.rights.RightsFixture.P;
import static io.twinlake.sandbox.region.rights.RightsFixture.Q;
import static io.twinlake.sandbox.region.rights.RightsFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.error.platform.BadRequest;
import com.databricks.sdk.core.error.platform.ResourceConflict;
import com.databricks.sdk.service.catalog.CreateMcpServiceRequest;
import com.databricks.sdk.service.catalog.CreateModelProviderServiceRequest;
import com.databricks.sdk.service.catalog.CreateModelServiceRequest;
import com.databricks.sdk.service.catalog.CreateRegisteredModelRequest;
import com.databricks.sdk.service.catalog.CreateSecretRequest;
import com.databricks.sdk.service.catalog.CreateVolumeRequestContent;
import com.databricks.sdk.service.catalog.ListMcpServicesRequest;
import com.databricks.sdk.service.catalog.ListModelProviderServicesRequest;
import com.databricks.sdk.service.catalog.ListModelServicesRequest;
import com.databricks.sdk.service.catalog.ListRegisteredModelsRequest;
import com.databricks.sdk.service.catalog.ListSecretsRequest;
import com.databricks.sdk.service.catalog.McpService;
import com.databricks.sdk.service.catalog.ModelProviderService;
import com.databricks.sdk.service.catalog.ModelService;
import com.databricks.sdk.service.catalog.Secret;
import com.databricks.sdk.service.catalog.UpdateSchema;
import com.databricks.sdk.service.catalog.VolumeType;
import io.twinlake.sandbox.region.metastore.TableName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Volumes, models, secrets and services: who makes one, and to whom a list shows it. */
class RightsOnAssetsTest extends OnARegionWithRights {

    @Test
    void areMadeByWhomTheSchemaLetsAndShownToWhoMayUseThem() {
        at.catalog("a1", Q);
        refused(() -> fill(at.p(), "a1"), "USE CATALOG on Catalog 'a1'");
        at.sql("GRANT USE CATALOG, USE SCHEMA ON CATALOG a1 TO " + P);
        refused(() -> fill(at.p(), "a1"), "CREATE VOLUME on Schema 'a1.s'");
        fill(at.root(), "a1");
        assertThatThrownBy(() -> fill(at.root(), "a1")).isInstanceOf(ResourceConflict.class);

        assertThat(listed(at.p(), "a1")).isEmpty();
        at.sql("GRANT EXECUTE ON CATALOG a1 TO " + P);
        assertThat(listed(at.p(), "a1"))
                .containsExactly(
                        "churn",
                        "model-services/a1.s.chat",
                        "model-provider-services/a1.s.llm",
                        "mcp-services/a1.s.mcp");
        at.sql("GRANT READ VOLUME ON CATALOG a1 TO " + P);
        assertThat(listed(at.p(), "a1")).hasSize(5).contains("files");
        at.sql("GRANT MANAGE ON CATALOG a1 TO " + P);
        assertThat(listed(at.p(), "a1")).hasSize(6).contains("key");
    }

    @Test
    void standInTheirSchemaAndGoWithIt() {
        at.catalog("a2", Q);
        fill(at.root(), "a2");

        assertThatThrownBy(() -> at.root().schemas().delete("a2.s"))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining("1 volume(s)");
        at.root().schemas().update(new UpdateSchema().setFullName("a2.s").setNewName("moved"));
        assertThat(listed(at.root(), "a2", "moved")).hasSize(6);
        at.root().schemas().update(new UpdateSchema().setFullName("a2.moved").setNewName("s"));
        assertThat(listed(at.root(), "a2")).hasSize(6);
        at.root().volumes().delete("a2.s.files");
        assertThat(listed(at.root(), "a2")).hasSize(5);
        at.sql("DROP SCHEMA a2.s CASCADE", "CREATE SCHEMA a2.s");
        assertThat(listed(at.root(), "a2")).isEmpty();
    }

    /** The relation by which policies of a whole catalog are listed at once. */
    @Test
    void policiesAreListedToWhoManagesWhatTheyStandOn() {
        at.catalog("a3", Q);
        at.sql(
                "CREATE FUNCTION a3.s.f() RETURNS BOOLEAN RETURN true",
                "CREATE POLICY here ON SCHEMA a3.s ROW FILTER a3.s.f TO `account users` FOR TABLES",
                "CREATE POLICY own ON TABLE a3.s.t ROW FILTER a3.s.f TO `account users` FOR TABLES",
                "GRANT USE CATALOG, USE SCHEMA, SELECT ON CATALOG a3 TO " + P);

        assertThat(policies("a3")).isEmpty();
        at.sql("GRANT MANAGE ON TABLE a3.s.t TO " + P);
        assertThat(policies("a3")).containsExactly("own s t");
        at.sql("GRANT MANAGE ON CATALOG a3 TO " + P);
        assertThat(policies("a3")).containsExactlyInAnyOrder("here s null", "own s t");
    }

    private List<String> policies(String catalog) {
        return at
                .region()
                .registry()
                .informationSchema(
                        new TableName(catalog, "information_schema", "abac_policy_definitions"), P.replace("`", ""))
                .orElseThrow()
                .rows()
                .stream()
                .map(row -> row.get(1) + " " + row.get(4) + " " + row.get(5))
                .toList();
    }

    private static void fill(WorkspaceClient client, String catalog) {
        String parent = "schemas/" + catalog + ".s";
        client.volumes()
                .create(new CreateVolumeRequestContent()
                        .setCatalogName(catalog)
                        .setSchemaName("s")
                        .setName("files")
                        .setVolumeType(VolumeType.MANAGED));
        client.registeredModels()
                .create(new CreateRegisteredModelRequest()
                        .setCatalogName(catalog)
                        .setSchemaName("s")
                        .setName("churn"));
        Secret secret = new Secret()
                .setCatalogName(catalog)
                .setSchemaName("s")
                .setName("key")
                .setValue("hush");
        assertThat(client.secretsUc()
                        .createSecret(new CreateSecretRequest().setSecret(secret))
                        .toString())
                .doesNotContain("hush");
        client.aiGateway()
                .createModelService(new CreateModelServiceRequest()
                        .setParent(parent)
                        .setModelServiceId("chat")
                        .setModelService(new ModelService()));
        client.aiGateway()
                .createModelProviderService(new CreateModelProviderServiceRequest()
                        .setParent(parent)
                        .setModelProviderServiceId("llm")
                        .setModelProviderService(new ModelProviderService()));
        client.aiGateway()
                .createMcpService(new CreateMcpServiceRequest()
                        .setParent(parent)
                        .setMcpServiceId("mcp")
                        .setMcpService(new McpService()));
    }

    private static List<String> listed(WorkspaceClient client, String catalog) {
        return listed(client, catalog, "s");
    }

    private static List<String> listed(WorkspaceClient client, String catalog, String schema) {
        List<String> names = new ArrayList<>();
        String parent = "schemas/" + catalog + "." + schema;
        client.volumes().list(catalog, schema).forEach(each -> names.add(each.getName()));
        client.registeredModels()
                .list(new ListRegisteredModelsRequest().setCatalogName(catalog).setSchemaName(schema))
                .forEach(each -> names.add(each.getName()));
        client.secretsUc()
                .listSecrets(new ListSecretsRequest().setCatalogName(catalog).setSchemaName(schema))
                .forEach(each -> names.add(each.getName()));
        client.aiGateway()
                .listModelServices(new ListModelServicesRequest().setParent(parent))
                .forEach(each -> names.add(each.getName()));
        client.aiGateway()
                .listModelProviderServices(new ListModelProviderServicesRequest().setParent(parent))
                .forEach(each -> names.add(each.getName()));
        client.aiGateway()
                .listMcpServices(new ListMcpServicesRequest().setParent(parent))
                .forEach(each -> names.add(each.getName()));
        return names;
    }
}
