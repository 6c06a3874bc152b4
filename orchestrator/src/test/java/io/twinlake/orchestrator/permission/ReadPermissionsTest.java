package io.twinlake.orchestrator.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Principal;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.Ledger;
import io.twinlake.orchestrator.group.GroupMeans;
import io.twinlake.orchestrator.lease.Authority;
import io.twinlake.orchestrator.twin.LoneGroup;
import io.twinlake.orchestrator.twin.TwinFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadPermissionsTest {
    private static final RegionName WEST = new RegionName("westeurope");
    private static final RegionName NORTH = new RegionName("northeurope");
    private static final String MANAGED = "CREATE MANAGED STORAGE";

    @TempDir
    Path folder;

    private final Map<RegionName, Workspace> workspaces =
            Map.of(WEST, mock(Workspace.class, RETURNS_DEEP_STUBS), NORTH, mock(Workspace.class, RETURNS_DEEP_STUBS));
    private FailoverGroup group;
    private ReadPermissions permissions;

    @BeforeEach
    void twoRegions() {
        for (RegionName name : List.of(WEST, NORTH)) {
            Workspace workspace = workspaces.get(name);
            when(workspace.region()).thenReturn(name);
            when(workspace.principal()).thenReturn(new Principal("tl-" + name, Set.of(), false));
            ObjectNode lake = object("name", name + "-lake").put("url", "abfss://lake@" + name + "/");
            when(workspace.catalog().externalLocations()).thenAnswer(call -> Stream.of(lake));
            when(workspace.catalog().schemas("gold")).thenAnswer(call -> Stream.empty());
            when(workspace.catalog().grantsOnMetastore()).thenReturn(List.of());
            when(workspace.catalog().grantsOnExternalLocation(anyString())).thenReturn(List.of());
            when(workspace.catalog().effectiveGrants(any(), any())).thenReturn(List.of());
            when(workspace.warehouse().state()).thenReturn("STOPPED");
            catalog(name, object("name", "gold"));
        }
        group = new TwinFolder(folder).group("""
                    mappings:
                      locations:
                        - {westeurope: "abfss://lake@westeurope/", northeurope: "abfss://lake@northeurope/"}
                """);
        permissions = asking();
    }

    private ReadPermissions asking() {
        return new ReadPermissions(
                LoneGroup.on(Authority.of(mock(Ledger.class)), group, mock(GroupMeans.class), workspaces::get));
    }

    @Test
    void nameEachRegionsOwnPrincipalAndLocations() {
        RegionPermissions west = permissions.in(WEST, List.of(Purpose.THERE_AND_BACK));

        assertThat(west.principal()).isEqualTo("tl-westeurope");
        assertThat(west.findings()).containsOnlyKeys(Purpose.THERE_AND_BACK);
        assertThat(statements(west))
                .contains("GRANT CREATE EXTERNAL TABLE ON EXTERNAL LOCATION `westeurope-lake` TO `tl-westeurope`");
    }

    @Test
    void askForManagedStorageInBothRegionsWhereOneHasARootOfItsOwn() {
        assertThat(asked()).noneMatch(statement -> statement.contains(MANAGED));

        catalog(WEST, object("name", "gold").put("storage_root", "abfss://lake@westeurope/gold"));
        permissions = asking();

        assertThat(asked()).filteredOn(statement -> statement.contains(MANAGED)).hasSize(2);
    }

    @Test
    void listEachRegionsSchemasOnceForBoth() {
        asked();

        workspaces
                .values()
                .forEach(workspace -> verify(workspace.catalog(), times(1)).schemas("gold"));
    }

    @Test
    void askForManagedStorageWhereTheOtherRegionDoesNotTell() {
        when(workspaces.get(WEST).catalog().schemas("gold")).thenThrow(silence());

        assertThat(statements(permissions.in(NORTH, List.of(Purpose.ONE_WAY))))
                .anyMatch(statement -> statement.contains(MANAGED));
    }

    @Test
    void ofARegionThatDoesNotAnswerAreUntold() {
        when(workspaces.get(WEST).principal()).thenThrow(silence());

        RegionPermissions west = permissions.in(WEST, List.of(Purpose.values()));

        assertThat(west.principal()).isEqualTo("<Twinlake's principal>");
        assertThat(west.missing())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.held()).isEqualTo(Held.UNKNOWN))
                .allSatisfy(finding -> assertThat(finding.failure()).contains("no answer"));
        assertThat(permissions.in(NORTH, List.of(Purpose.ONE_WAY)).principal()).isEqualTo("tl-northeurope");
    }

    private List<String> asked() {
        return Stream.of(WEST, NORTH)
                .flatMap(region -> statements(permissions.in(region, List.of(Purpose.THERE_AND_BACK))).stream())
                .toList();
    }

    private void catalog(RegionName region, ObjectNode catalog) {
        when(workspaces.get(region).catalog().find(SecurableKind.CATALOG, ObjectName.of("gold")))
                .thenReturn(Optional.of(catalog.put("owner", "somebody")));
    }

    private static List<String> statements(RegionPermissions region) {
        return region.findings().values().stream()
                .flatMap(List::stream)
                .map(finding -> finding.right().statement(region.principal()))
                .toList();
    }

    private static ObjectNode object(String key, String value) {
        return JsonNodeFactory.instance.objectNode().put(key, value);
    }

    private static ClientException silence() {
        return new ClientException(FailureCategory.UNAVAILABLE, "ask", null, null, "no answer", null);
    }
}
