package io.twinlake.orchestrator.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.azure.ArmResources;
import io.twinlake.clients.azure.PermittedActions;
import io.twinlake.clients.azure.PermittedActions.Role;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.yaml.ConfigurationFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AzureRightsTest {
    private static final String PROVIDERS = "/subscriptions/s/resourceGroups/g/providers/";
    private static final String WEST = PROVIDERS + "Microsoft.Web/sites/west";
    private static final String NORTH = PROVIDERS + "Microsoft.Web/sites/north";
    private static final String BACKEND = PROVIDERS + "Microsoft.ApiManagement/service/a/backends/b";
    private static final String ENDPOINTS = """
                    endpoints:
                      lookup:
                        functions:
                          west: {id: %s, url: "https://west.example"}
                          north: {id: %s, url: "https://north.example"}
                      gateway: {backend: %s, url: "https://gateway.example", probe: /customers/1, home: north}
                """.formatted(WEST, NORTH, BACKEND);

    @TempDir
    Path folder;

    @Test
    void areHeldWhereAzureSaysSoAndUnknownWhereItDoesNotTell() throws IOException {
        ArmResources azure = mock(ArmResources.class);
        when(azure.permittedActions(WEST)).thenReturn(permitted("Microsoft.Web/sites/config/*"));
        when(azure.permittedActions(NORTH)).thenReturn(permitted("*/action"));
        when(azure.permittedActions(BACKEND))
                .thenThrow(new ClientException(FailureCategory.PERMISSION, "ask", null, null, "no", null));

        assertThat(rights("", ENDPOINTS).ask(() -> azure))
                .containsExactly(
                        new AzureRight(WEST, "Microsoft.Web/sites/config/list/action", Held.YES),
                        new AzureRight(WEST, "Microsoft.Web/sites/config/write", Held.YES),
                        new AzureRight(NORTH, "Microsoft.Web/sites/config/list/action", Held.YES),
                        new AzureRight(NORTH, "Microsoft.Web/sites/config/write", Held.NO),
                        new AzureRight(BACKEND, "Microsoft.ApiManagement/service/backends/read", Held.UNKNOWN),
                        new AzureRight(BACKEND, "Microsoft.ApiManagement/service/backends/write", Held.UNKNOWN));
    }

    @Test
    void ofAGroupWithoutEndpointsOpenNoAzure() throws IOException {
        assertThat(rights("", "").ask(() -> {
                    throw new IllegalStateException("nothing is to be asked");
                }))
                .isEmpty();
    }

    @Test
    void ofStorageAccountsAreThoseOfThemThatOpenByIdentity() throws IOException {
        String ledger = "ledger: {exportKey: 0123456789abcdef0123456789abcdef}\n";

        assertThat(rights(ledger, "").ask(() -> mock(ArmResources.class)))
                .isNotEmpty()
                .allSatisfy(right -> assertThat(right.scope()).isEqualTo("https://west.blob.example"))
                .allSatisfy(right -> assertThat(right.held()).isEqualTo(Held.UNKNOWN));
        assertThat(rights("", "").ask(() -> mock(ArmResources.class))).isEmpty();
    }

    private AzureRights rights(String first, String last) throws IOException {
        Path file = Files.writeString(folder.resolve("twinlake.yml"), first + """
                regions:
                  west:
                    workspace: "https://west.example"
                    warehouse: w1
                    storage: "https://west.blob.example"
                    credentials: {type: azure-managed-identity}
                  north:
                    workspace: "https://north.example"
                    warehouse: w2
                    storage: "https://north.blob.example"
                    credentials: {type: azure-managed-identity}
                    storageCredentials: {type: account-key, account: north, key: "c2VjcmV0"}
                groups:
                  gold:
                    home: west
                    secondary: north
                    catalogs: [gold]
                """ + last);
        TwinlakeConfig config = ConfigurationFile.read(file, Map.of());
        return new AzureRights(config, config.groups().values().iterator().next());
    }

    private static PermittedActions permitted(String actions) {
        return new PermittedActions(List.of(new Role(List.of(actions), List.of())));
    }
}
