package io.twinlake.orchestrator.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.failover.readiness.Check;
import io.twinlake.orchestrator.twin.TwinFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read on two real regions is in PermissionsEndToEndTest. */
class MountsChecksTest {
    private static final String SHARE = "twinlake_gold_gold";

    @TempDir
    Path folder;

    private final Workspace west = region("westeurope");
    private final Workspace north = region("northeurope");

    @Test
    void leavesAWarehouseThatRestsAlone() {
        sharedAndMounted();
        when(north.warehouse().state()).thenReturn("STOPPED");

        Check check = checks().get(0);

        assertThat(check.ok()).isTrue();
        assertThat(check.message()).contains("was not asked: its warehouse is STOPPED");
        verify(north.statements(), never()).run(any(), any());
    }

    @Test
    void namesTheTableThatIsNotRead() {
        sharedAndMounted();
        when(north.warehouse().state()).thenReturn("RUNNING");
        when(north.statements().run(any(), any()))
                .thenThrow(new ClientException(FailureCategory.PERMISSION, "run", null, null, "no SELECT", null));

        Check check = checks().get(0);

        assertThat(check.ok()).isFalse();
        assertThat(check.message())
                .startsWith(
                        "Region northeurope does not read " + SHARE + ".s.orders, which westeurope shares with it: ")
                .endsWith("no SELECT");
    }

    @Test
    void doesNotTakeSilenceForReading() {
        when(west.sharing().shares())
                .thenThrow(new ClientException(FailureCategory.UNAVAILABLE, "list", null, null, "it is down", null));

        assertThat(checks().get(0).ok()).isFalse();
    }

    private List<Check> checks() {
        FailoverGroup group = new TwinFolder(folder).group("");
        return new MountsChecks(group, region -> region.equals(west.region()) ? west : north).of(west.region());
    }

    private void sharedAndMounted() {
        ObjectNode share = JsonNodeFactory.instance.objectNode().put("name", SHARE);
        ArrayNode objects = share.putArray("objects");
        objects.addObject().put("name", "gold.s").put("shared_as", "s").put("data_object_type", "SCHEMA");
        objects.addObject()
                .put("name", "gold.s.hidden")
                .put("shared_as", "s.hidden")
                .put("status", "PERMISSION_DENIED");
        objects.addObject().put("name", "gold.s.orders").put("shared_as", "s.orders");
        when(west.sharing().shares()).thenAnswer(call -> Stream.of(share));
        when(west.sharing().findShare(SHARE)).thenReturn(Optional.of(share));
        when(north.catalog().find(SecurableKind.CATALOG, ObjectName.of(SHARE))).thenReturn(Optional.of(share));
    }

    private static Workspace region(String name) {
        Workspace workspace = mock(Workspace.class, RETURNS_DEEP_STUBS);
        when(workspace.region()).thenReturn(new RegionName(name));
        when(workspace.sharing().shares()).thenAnswer(call -> Stream.of());
        return workspace;
    }
}
