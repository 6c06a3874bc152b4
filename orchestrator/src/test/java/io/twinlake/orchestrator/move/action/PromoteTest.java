package io.twinlake.orchestrator.move.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.twinlake.config.LedgerLocation;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.failover.hold.ReverseHold;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.epoch.Epochs;
import io.twinlake.ledger.epoch.Promotion;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.ledger.journal.Hold;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.tenure.Tenure;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.MoveParameters;
import io.twinlake.orchestrator.move.PromotionLost;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A promotion that does not come about. */
class PromoteTest {
    private static final GroupName GOLD = new GroupName("gold");
    private static final RegionName WEST = new RegionName("west");
    private static final RunId RUN = new RunId("run-2");

    private final MoveContext move = mock(MoveContext.class);
    private final ProtectedGroup work = mock(ProtectedGroup.class);
    private Ledger ledger;
    private ReverseHold hold;

    @BeforeEach
    void open(@TempDir Path folder) {
        Ledger opened = JdbcLedger.open(
                new LedgerLocation("jdbc:h2:file:" + folder.resolve("ledger"), null, null), Clock.systemUTC());
        opened.epochs().current(GOLD, WEST);
        ledger = opened.under(Tenure.of(GOLD, Epoch.FIRST));
        hold = new ReverseHold(ledger.holds(), GOLD);
        FailoverGroup group = mock(FailoverGroup.class);
        when(group.name()).thenReturn(GOLD);
        when(move.group()).thenReturn(group);
        when(move.id()).thenReturn(RUN);
        when(move.isForced()).thenReturn(true);
        when(move.from()).thenReturn(WEST);
        when(move.to()).thenReturn(new RegionName("north"));
        when(move.run())
                .thenReturn(ledger.runs()
                        .start(GOLD, RunKind.FAILOVER, new Direction(WEST, new RegionName("north")), Epoch.FIRST));
        when(move.parameters()).thenReturn(mock(MoveParameters.class));
        when(work.ledger()).thenReturn(ledger);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void givesTheWayBackFreeThatItWasToHold() {
        hold.hold(RUN, "a planned move");

        assertThat(new Promote(work).undo(move))
                .hasValueSatisfying(undone -> assertThat(undone.done()).isTrue());

        assertThat(hold.current()).isEmpty();
        assertThat(new Promote(work).undo(move)).as("repeated").isPresent();
    }

    @Test
    void leavesTheHoldOfAnotherMoveAlone() {
        hold.hold(new RunId("run-1"), "a forced move before");

        new Promote(work).undo(move);

        assertThat(hold.current())
                .hasValueSatisfying(held -> assertThat(held.run()).isEqualTo(new RunId("run-1")));
    }

    @Test
    void thatIsLostLeavesTheHoldOfAnotherMoveAsItWas() {
        Hold before = hold.hold(new RunId("run-1"), "a forced move before");
        loses();

        assertThatThrownBy(() -> new Promote(work).perform(move)).isInstanceOf(PromotionLost.class);

        assertThat(hold.current()).contains(before);
    }

    @Test
    void thatIsBrokenOffAndTakenBackLeavesTheHoldOfAnotherMoveAsItWas() {
        Hold before = hold.hold(new RunId("run-1"), "a forced move before");
        when(move.promote(any())).thenThrow(new IllegalStateException("the witness does not answer"));

        assertThatThrownBy(() -> new Promote(work).perform(move)).hasMessage("the witness does not answer");
        new Promote(work).undo(move);

        assertThat(hold.current()).contains(before);
    }

    private void loses() {
        Epochs epochs = mock(Epochs.class);
        when(epochs.promote(any(), any(), any(), any(), any()))
                .thenReturn(new Promotion.Lost(ledger.epochs().current(GOLD, WEST)));
        when(move.epochs()).thenReturn(epochs);
        when(move.promote(any()))
                .thenAnswer(call -> call.<Supplier<Epoch>>getArgument(0).get());
    }
}
