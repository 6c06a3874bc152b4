package io.twinlake.orchestrator.move.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Answers.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.twinlake.catalogsync.SyncReport;
import io.twinlake.config.GroupName;
import io.twinlake.ledger.epoch.Epoch;
import io.twinlake.ledger.epoch.StaleEpochException;
import io.twinlake.ledger.journal.Hold;
import io.twinlake.ledger.journal.Holds;
import io.twinlake.ledger.run.RunId;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.sync.SyncHeld;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyncGroupTest {
    private static final GroupName GOLD = new GroupName("gold");
    private static final Hold HOLD =
            new Hold(GOLD, "another host moved it", new RunId("run-1"), Instant.parse("2026-05-04T10:00:00Z"));

    private static final RunId MINE = new RunId("run-2");

    private final MoveContext move = mock(MoveContext.class, RETURNS_DEEP_STUBS);
    private final MoveParts parts = mock(MoveParts.class, RETURNS_DEEP_STUBS);
    private final Holds holds = mock(Holds.class);

    @BeforeEach
    void holdTheReplication() {
        when(move.group().name()).thenReturn(GOLD);
        when(move.id()).thenReturn(MINE);
        when(parts.ledger().holds()).thenReturn(holds);
        when(holds.current(GOLD)).thenReturn(Optional.of(HOLD));
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
        verify(holds, never()).release(HOLD);
    }

    @Test
    void aMoveThatWasBrokenOffRightBeforeItsPromotionIsNotKeptFromItsSyncByItsOwnHold() {
        Hold own = new Hold(GOLD, "a planned move", MINE, HOLD.since());
        when(holds.current(GOLD)).thenReturn(Optional.of(own));
        SyncReport report = mock(SyncReport.class, RETURNS_DEEP_STUBS);
        when(report.result()).thenReturn(RunResult.SUCCEEDED);
        when(parts.syncs()).thenReturn(context -> {
            verify(holds).release(own);
            return report;
        });

        assertThat(new SyncGroup(parts).perform(move).done()).isTrue();
    }
}
