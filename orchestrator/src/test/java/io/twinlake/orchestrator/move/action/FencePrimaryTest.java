package io.twinlake.orchestrator.move.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.twinlake.config.group.FailoverGroup;
import io.twinlake.failover.fence.Fence;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.journal.FenceState;
import io.twinlake.ledger.tenure.Tenure;
import io.twinlake.orchestrator.group.GroupMeans;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.twin.LoneGroup;
import io.twinlake.orchestrator.twin.TwinFolder;
import io.twinlake.runbooks.Verb;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FencePrimaryTest {
    private final MoveContext move = mock(MoveContext.class);
    private final GroupMeans means = mock(GroupMeans.class);
    private final Fence fence = mock(Fence.class);

    @Test
    void aRegionThatServesMayWriteUntilItWasSeenClosedHoweverItsFenceEnded(@TempDir Path folder) {
        TwinFolder twin = new TwinFolder(folder);
        FailoverGroup group = twin.group("");
        try (Ledger ledger = twin.ledgerOf(group).under(Tenure.of(group.name(), Epoch.FIRST))) {
            when(move.id()).thenReturn(new RunId("run-1"));
            when(move.from()).thenReturn(group.home());
            when(move.isForced()).thenReturn(true);
            when(move.facts(Verb.FENCE_PRIMARY)).thenReturn(Map.of());
            when(means.fence(any())).thenReturn(fence);
            when(fence.fence(any(), any(), any(), any())).thenThrow(new IllegalStateException("out of threads"));

            assertThatThrownBy(() -> new FencePrimary(LoneGroup.on(ledger, group, means)).perform(move))
                    .hasMessage("out of threads");

            assertThat(ledger.fences().find(group.name(), group.home())).hasValueSatisfying(state -> {
                assertThat(state.status()).isEqualTo(FenceState.Status.UNFENCED);
                assertThat(state.run()).isEqualTo(new RunId("run-1"));
                assertThat(state.reason()).contains("how that ended is not recorded");
            });
        }
    }
}
