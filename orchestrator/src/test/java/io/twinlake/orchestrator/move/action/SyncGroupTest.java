package io.twinlake.orchestrator.move.action;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.twinlake.config.GroupName;
import io.twinlake.ledger.epoch.Epoch;
import io.twinlake.ledger.epoch.StaleEpochException;
import io.twinlake.ledger.journal.Hold;
import io.twinlake.ledger.run.RunId;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.sync.SyncHeld;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyncGroupTest {
    private static final GroupName GOLD = new GroupName("gold");
    private static final Hold HOLD =
            new Hold(GOLD, "another host moved it", new RunId("run-1"), Instant.parse("2026-05-04T10:00:00Z"));

    private final MoveContext move = mock(MoveContext.class);
    private final MoveParts parts = mock(MoveParts.class);

    @BeforeEach
    void holdTheReplication() {
        when(parts.syncs()).thenReturn(context -> {
            throw new SyncHeld(HOLD, HOLD.reason(), "Sync.");
        });
    }

    @Test
    void aMoveThatWasOvertakenSaysSoAndNotThatReplicationIsHeld() {
        doThrow(new StaleEpochException(GOLD, new Epoch(1), new Epoch(2)))
                .when(move)
                .guard();

        assertThatThrownBy(() -> new SyncGroup(parts).perform(move)).isInstanceOf(StaleEpochException.class);
    }

    @Test
    void aMoveThatStillHoldsTheGroupSaysWhatHoldsTheReplication() {
        assertThatThrownBy(() -> new SyncGroup(parts).perform(move)).isInstanceOf(SyncHeld.class);
    }
}
