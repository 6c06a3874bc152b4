package io.twinlake.orchestrator.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Jobs;
import io.twinlake.clients.databricks.Principal;
import io.twinlake.clients.databricks.UnityCatalog;
import io.twinlake.clients.databricks.UnityCatalog.Grant;
import io.twinlake.clients.databricks.Warehouse;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.sql.Statements;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.orchestrator.permission.SecuredObject.Catalog;
import io.twinlake.orchestrator.permission.SecuredObject.ExternalLocation;
import io.twinlake.orchestrator.permission.SecuredObject.Job;
import io.twinlake.orchestrator.permission.SecuredObject.Metastore;
import io.twinlake.orchestrator.permission.SecuredObject.UnseenJob;
import io.twinlake.orchestrator.permission.SecuredObject.UnseenLocation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeldRightsTest {
    private static final Principal PLAIN = new Principal("tl", Set.of("replicators"), false);
    private static final ObjectName GOLD = ObjectName.of("gold");

    private final Workspace workspace = mock(Workspace.class);
    private final UnityCatalog unity = mock(UnityCatalog.class);
    private final Jobs jobs = mock(Jobs.class);
    private final Warehouse warehouse = mock(Warehouse.class);
    private final Statements statements = mock(Statements.class);

    @BeforeEach
    void aRegion() {
        when(workspace.catalog()).thenReturn(unity);
        when(workspace.jobs()).thenReturn(jobs);
        when(workspace.warehouse()).thenReturn(warehouse);
        when(workspace.statements()).thenReturn(statements);
        when(unity.find(SecurableKind.CATALOG, GOLD)).thenReturn(Optional.of(catalog("somebody")));
    }

    @ParameterizedTest
    @CsvSource({
        "tl,          CREATE_CATALOG, yes",
        "replicators, CREATE_CATALOG, yes",
        "others,      CREATE_CATALOG, no",
        "tl,          USE_CATALOG,    no"
    })
    void onTheMetastoreWhatIsGrantedToItOrToItsGroups(String grantee, String privilege, String held) {
        when(unity.grantsOnMetastore()).thenReturn(List.of(new Grant(grantee, List.of(privilege))));

        assertThat(held(new Metastore(), "CREATE_CATALOG")).isEqualTo(held);
    }

    @Test
    void onTheMetastoreItsAdminHoldsEverything() {
        HeldRights admin = new HeldRights(workspace, new Principal("tl", Set.of(), true));

        assertThat(admin.find(right(new Metastore(), "CREATE_SHARE")).held()).isEqualTo(Held.YES);
    }

    @ParameterizedTest
    @CsvSource({
        "ALL_PRIVILEGES MANAGE,            ALL_PRIVILEGES MANAGE, yes",
        "ALL_PRIVILEGES,                   ALL_PRIVILEGES MANAGE, no",
        "ALL_PRIVILEGES,                   MANAGE,                no",
        "ALL_PRIVILEGES,                   USE_CATALOG SELECT,    yes",
        "USE_CATALOG SELECT,               USE_CATALOG SELECT,    yes",
        "USE_CATALOG,                      USE_CATALOG SELECT,    no",
        "USE_CATALOG SELECT MODIFY MANAGE, ALL_PRIVILEGES MANAGE, no"
    })
    void onACatalogAllPrivilegesAreAllButManage(String granted, String needed, String held) {
        grantOnGold(granted.split(" ", -1));

        assertThat(held(new Catalog("gold", false), needed.split(" ", -1))).isEqualTo(held);
        assertThat(held(new Catalog("gold", true), needed.split(" ", -1))).isEqualTo(held);
    }

    @Test
    void theOwnerOfASourceManagesItAndReadsNothingByThat() {
        when(unity.find(SecurableKind.CATALOG, GOLD)).thenReturn(Optional.of(catalog("replicators")));

        assertThat(held(new Catalog("gold", false), "MANAGE")).isEqualTo("yes");
        assertThat(held(new Catalog("gold", false), "USE_CATALOG", "SELECT")).isEqualTo("no");
    }

    @Test
    void theOwnerOfAReplicaGivesItselfWhatItLacks() {
        when(unity.find(SecurableKind.CATALOG, GOLD)).thenReturn(Optional.of(catalog("tl")));

        assertThat(held(new Catalog("gold", true), "ALL_PRIVILEGES", "MANAGE")).isEqualTo("yes");
    }

    @Test
    void aReplicaThatIsNotThereIsHeldByWhoeverMayMakeIt() {
        when(unity.find(SecurableKind.CATALOG, GOLD)).thenReturn(Optional.empty());
        assertThat(held(new Catalog("gold", true), "ALL_PRIVILEGES", "MANAGE")).isEqualTo("no");

        when(unity.grantsOnMetastore()).thenReturn(List.of(new Grant("tl", List.of("CREATE_CATALOG"))));
        assertThat(held(new Catalog("gold", true), "ALL_PRIVILEGES", "MANAGE")).isEqualTo("yes");
        assertThat(held(new Catalog("gold", false), "SELECT")).isEqualTo("no");
    }

    @Test
    void aCatalogThatIsHiddenIsThereAndNotHeld() {
        when(unity.grantsOnMetastore()).thenReturn(List.of(new Grant("tl", List.of("CREATE_CATALOG"))));
        when(unity.find(SecurableKind.CATALOG, GOLD)).thenThrow(failure(FailureCategory.PERMISSION));

        assertThat(held(new Catalog("gold", true), "ALL_PRIVILEGES", "MANAGE")).isEqualTo("no");
    }

    @Test
    void onALocationWhatIsGrantedOrOwned() {
        when(unity.grantsOnExternalLocation("lake"))
                .thenReturn(List.of(new Grant("tl", List.of("CREATE_EXTERNAL_TABLE"))));

        ExternalLocation lake = new ExternalLocation("lake", "somebody");
        assertThat(held(lake, "CREATE_EXTERNAL_TABLE")).isEqualTo("yes");
        assertThat(held(lake, "CREATE_MANAGED_STORAGE")).isEqualTo("no");
        assertThat(held(new ExternalLocation("lake", "tl"), "CREATE_MANAGED_STORAGE"))
                .isEqualTo("yes");
        assertThat(held(new UnseenLocation("abfss://l@a"), "CREATE_EXTERNAL_TABLE"))
                .isEqualTo("no");
    }

    @Test
    void aWarehouseThatRunsProvesItByAStatement() {
        when(warehouse.state()).thenReturn("RUNNING");
        assertThat(held(new SecuredObject.Warehouse("w1"), "CAN_USE")).isEqualTo("yes");

        when(statements.run(any(), any())).thenThrow(failure(FailureCategory.PERMISSION));
        assertThat(held(new SecuredObject.Warehouse("w1"), "CAN_USE")).isEqualTo("no");
    }

    @Test
    void aWarehouseThatStandsIsNotStartedToFindOut() {
        when(warehouse.state()).thenReturn("STOPPED");

        Finding finding = new HeldRights(workspace, PLAIN).find(right(new SecuredObject.Warehouse("w1"), "CAN_USE"));

        assertThat(finding.held()).isEqualTo(Held.UNKNOWN);
        assertThat(finding.isMissing()).isFalse();
        verify(statements, never()).run(any(), any());
    }

    @ParameterizedTest
    @CsvSource({
        "tl,          CAN_MANAGE,     yes",
        "replicators, CAN_MANAGE,     yes",
        "tl,          IS_OWNER,       yes",
        "tl,          CAN_MANAGE_RUN, no",
        "others,      CAN_MANAGE,     no"
    })
    void onAJobByItsPermissions(String grantee, String level, String held) {
        when(jobs.permissions(7)).thenReturn(List.of(new Grant(grantee, List.of(level))));

        assertThat(held(new Job("load", 7), "CAN_MANAGE")).isEqualTo(held);
        assertThat(held(new Job("load", 7), "CAN_VIEW")).isEqualTo("yes");
        assertThat(held(new UnseenJob("load"), "CAN_VIEW")).isEqualTo("no");
    }

    @Test
    void whoIsNotToldAJobsPermissionsDoesNotManageIt() {
        when(jobs.permissions(7)).thenThrow(failure(FailureCategory.PERMISSION));

        assertThat(held(new Job("load", 7), "CAN_MANAGE")).isEqualTo("no");
    }

    @Test
    void aCallThatFailsLeavesTheRightUnknownAndMissing() {
        when(unity.grantsOnMetastore()).thenThrow(failure(FailureCategory.TIMEOUT));

        Finding finding = new HeldRights(workspace, PLAIN).find(right(new Metastore(), "CREATE_SHARE"));

        assertThat(finding.held()).isEqualTo(Held.UNKNOWN);
        assertThat(finding.failure()).contains("no answer");
        assertThat(finding.isMissing()).isTrue();
    }

    @Test
    void asksForEachRightOnce() {
        when(warehouse.state()).thenReturn("RUNNING");
        HeldRights rights = new HeldRights(workspace, PLAIN);

        rights.find(right(new SecuredObject.Warehouse("w1"), "CAN_USE"));
        rights.find(right(new SecuredObject.Warehouse("w1"), "CAN_USE"));

        verify(statements, times(1)).run(any(), any());
    }

    private void grantOnGold(String... privileges) {
        when(unity.effectiveGrants(SecurableKind.CATALOG, GOLD))
                .thenReturn(List.of(
                        new Grant("tl", List.of(privileges)),
                        new Grant("others", List.of("ALL_PRIVILEGES", "MANAGE"))));
    }

    private String held(SecuredObject object, String... privileges) {
        return new HeldRights(workspace, PLAIN)
                .find(right(object, privileges))
                .held()
                .word();
    }

    private static Right right(SecuredObject object, String... privileges) {
        return new Right(object, List.of(privileges), "Because.");
    }

    private static ObjectNode catalog(String owner) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", "gold")
                .put("full_name", "gold")
                .put("owner", owner);
    }

    private static ClientException failure(FailureCategory category) {
        return new ClientException(category, "ask", null, null, "no answer", null);
    }
}
