package io.twinlake.orchestrator.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.UnityCatalog;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.name.RegionName;
import io.twinlake.failover.readiness.Check;
import org.junit.jupiter.api.Test;

class MetastoresCheckTest {
    private final Workspace west = region("west", "azure:westeurope:1");

    @Test
    void isWellWhereTheRegionsAreTwoMetastores() {
        Check check = new MetastoresCheck(west, region("north", "azure:northeurope:1")).ask();

        assertThat(check.ok()).isTrue();
        assertThat(check.message()).isEqualTo("Regions west and north are two metastores.");
    }

    @Test
    void namesBothRegionsWhereTheyAreOne() {
        Check check = new MetastoresCheck(west, region("north", "azure:westeurope:1")).ask();

        assertThat(check.ok()).isFalse();
        assertThat(check.message())
                .isEqualTo("Regions west and north are one metastore, azure:westeurope:1: every object would be its own"
                        + " replica.");
        assertThat(check.remedy()).contains("regions.west.workspace and regions.north.workspace");
    }

    @Test
    void doesNotTakeSilenceForTwo() {
        Workspace silent = region("north", "");
        when(silent.catalog().metastore())
                .thenThrow(new ClientException(FailureCategory.UNAVAILABLE, "ask", null, null, "it is down", null));

        Check check = new MetastoresCheck(west, silent).ask();

        assertThat(check.ok()).isFalse();
        assertThat(check.message()).endsWith("was not told: it is down");
    }

    private static Workspace region(String name, String metastore) {
        Workspace workspace = mock(Workspace.class);
        UnityCatalog catalog = mock(UnityCatalog.class);
        when(workspace.region()).thenReturn(new RegionName(name));
        when(workspace.catalog()).thenReturn(catalog);
        when(catalog.metastore())
                .thenReturn(JsonNodeFactory.instance.objectNode().put("global_metastore_id", metastore));
        return workspace;
    }
}
