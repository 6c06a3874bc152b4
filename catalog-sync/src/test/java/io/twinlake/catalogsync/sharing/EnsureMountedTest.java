package io.twinlake.catalogsync.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.situation.GoldSituation;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.epoch.EpochGuard;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnsureMountedTest {
    private final Workspace west = region("west");
    private final Workspace north = region("north");
    private EnsureMounted mounted;

    @BeforeEach
    void aRecipientIsThere() {
        when(west.sharing().createRecipient(any()))
                .thenThrow(new ClientException(
                        FailureCategory.CONFLICT, "create", null, "RECIPIENT_ALREADY_EXISTS", "it exists", null));
        mounted = new EnsureMounted(guarded(west), guarded(north), mock(Patience.class));
    }

    /** A metastore has one recipient for another one: who may not use it can neither find it nor make another. */
    @Test
    void saysWhichRightShowsARecipientThatSomebodyElseMade() {
        when(west.sharing().recipients()).thenAnswer(call -> Stream.of());

        assertThatThrownBy(mounted::ensureRecipient)
                .isInstanceOfSatisfying(
                        ClientException.class,
                        refused -> assertThat(refused.category()).isEqualTo(FailureCategory.PERMISSION))
                .hasMessageContaining("region west has a recipient for metastore azure:north of region north")
                .hasMessageContaining("grant Twinlake USE RECIPIENT on the metastore");
    }

    @Test
    void saysWhichRecipientOfItsNameStandsForAnother() {
        when(west.sharing().recipients())
                .thenAnswer(call -> Stream.of(JsonNodeFactory.instance
                        .objectNode()
                        .put("name", "twinlake_north")
                        .put("data_recipient_global_metastore_id", "azure:of old")));

        assertThatThrownBy(mounted::ensureRecipient)
                .isInstanceOfSatisfying(
                        ClientException.class,
                        refused -> assertThat(refused.category()).isEqualTo(FailureCategory.CONFLICT))
                .hasMessageContaining(
                        "recipient twinlake_north in region west does not stand for metastore azure:north: drop or rename");
    }

    private static GuardedWorkspace guarded(Workspace workspace) {
        return new GuardedWorkspace(
                workspace, mock(EpochGuard.class), new GoldSituation().made().standing());
    }

    private static Workspace region(String name) {
        Workspace workspace = mock(Workspace.class, RETURNS_DEEP_STUBS);
        when(workspace.region()).thenReturn(new RegionName(name));
        when(workspace.catalog().metastore())
                .thenReturn(JsonNodeFactory.instance.objectNode().put("global_metastore_id", "azure:" + name));
        return workspace;
    }
}
