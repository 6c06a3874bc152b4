package io.twinlake.orchestrator.move.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.twinlake.config.group.FailoverGroup;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.epoch.StaleEpochException;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.journal.Hold;
import io.twinlake.ledger.tenure.Tenure;
import io.twinlake.orchestrator.group.GroupMeans;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.sync.SyncHeld;
import io.twinlake.orchestrator.twin.LoneGroup;
import io.twinlake.orchestrator.twin.TwinFolder;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncGroupTest {
    private static final RunId ANOTHER = new RunId("run-1");
    private static final RunId MINE = new RunId("run-2");

    private final MoveContext move = mock(MoveContext.class);
    private final GroupMeans means = mock(GroupMeans.class);
    private Ledger ledger;
    private SyncGroup step;

    @BeforeEach
    void open(@TempDir Path folder) {
        TwinFolder twin = new TwinFolder(folder);
        FailoverGroup group = twin.group("");
        ledger = twin.ledgerOf(group).under(Tenure.of(group.name(), Epoch.FIRST));
        step = new SyncGroup(LoneGroup.on(ledger, group, means));
        when(move.group()).thenReturn(group);
        when(move.id()).thenReturn(MINE);
        when(move.ledger()).thenReturn(ledger);
        when(means.sync(any(), any())).thenThrow(new IllegalStateException("the sync begins"));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void aMoveThatWasOvertakenSaysSoAndNotThatReplicationIsHeld() {
        hold(ANOTHER);
        doThrow(new StaleEpochException(move.group().name(), new Epoch(1), new Epoch(2)))
                .when(move)
                .guard();

        assertThatThrownBy(() -> step.perform(move)).isInstanceOf(StaleEpochException.class);
    }

    @Test
    void aMoveThatStillHoldsTheGroupSaysWhatHoldsTheReplication() {
        hold(ANOTHER);

        assertThatThrownBy(() -> step.perform(move)).isInstanceOf(SyncHeld.class);
        assertThat(held()).hasValueSatisfying(hold -> assertThat(hold.run()).isEqualTo(ANOTHER));
    }

    @Test
    void aMoveThatWasBrokenOffRightBeforeItsPromotionIsNotKeptFromItsSyncByItsOwnHold() {
        hold(MINE);

        assertThatThrownBy(() -> step.perform(move)).hasMessage("the sync begins");
        assertThat(held()).isEmpty();
    }

    private void hold(RunId run) {
        ledger.holds().hold(move.group().name(), "a move", run);
    }

    private Optional<Hold> held() {
        return ledger.holds().current(move.group().name());
    }
}
