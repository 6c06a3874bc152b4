package io.twinlake.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.journal.FenceState;
import io.twinlake.ledger.journal.Hold;
import io.twinlake.ledger.journal.SavedSetting;
import io.twinlake.ledger.journal.SwitchEntry;
import io.twinlake.ledger.run.RunKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class JournalContract extends LedgerContract {
    private RunId run;

    JournalContract(TestDatabase database) {
        super(database);
    }

    @BeforeEach
    void startMove() {
        run = ledger.runs().start(GOLD, RunKind.FAILOVER, THERE, Epoch.FIRST).id();
    }

    @Test
    void remembersHowFarASwitchWasTurned() {
        SwitchEntry intended = new SwitchEntry(
                run,
                "gateway",
                NORTH,
                Map.of("url", "w"),
                Map.of("url", "n"),
                "\"e1\"",
                SwitchEntry.State.INTENDED,
                clock.instant());
        ledger.switches().put(intended);
        clock.pass(Duration.ofSeconds(1));
        SwitchEntry verified = intended.in(SwitchEntry.State.VERIFIED, clock.instant());
        ledger.switches().put(verified);
        reopen();

        assertThat(ledger.switches().find(run, "gateway")).contains(verified);
        assertThat(ledger.switches().of(run)).containsExactly(verified);
        assertThat(ledger.switches().of(startSync().id())).isEmpty();
    }

    @Test
    void neverKeepsAChangedSettingInThePlaceOfTheOriginal() {
        SavedSetting original = setting("load", "{\"pause_status\": \"UNPAUSED\"}");
        ledger.savedSettings().keep(original);

        assertThat(ledger.savedSettings().keep(setting("load", "{\"pause_status\": \"PAUSED\"}")))
                .isEqualTo(original);
        reopen();
        assertThat(ledger.savedSettings().find(GOLD, WEST, "job", "load")).contains(original);
    }

    @Test
    void replacesAndForgetsASettingWhenToldTo() {
        ledger.savedSettings().replace(setting("load", "a"));
        ledger.savedSettings().replace(setting("load", "b"));
        ledger.savedSettings().keep(setting("api", "c"));

        assertThat(ledger.savedSettings().all(GOLD, WEST, "job"))
                .extracting(SavedSetting::text)
                .containsExactly("c", "b");
        ledger.savedSettings().delete(GOLD, WEST, "job", "api");
        assertThat(ledger.savedSettings().all(GOLD, WEST, "job"))
                .extracting(SavedSetting::text)
                .containsExactly("b");
        assertThat(ledger.savedSettings().all(GOLD, NORTH, "job")).isEmpty();
    }

    @Test
    void knowsWhichRegionMayStillWrite() {
        FenceState unfenced = new FenceState(GOLD, WEST, FenceState.Status.UNFENCED, clock.instant(), run, "no answer");
        ledger.fences().put(new FenceState(GOLD, WEST, FenceState.Status.OPEN, clock.instant(), run, null));
        ledger.fences().put(unfenced);
        FenceState open = new FenceState(GOLD, NORTH, FenceState.Status.OPEN, clock.instant(), run, null);
        ledger.fences().put(open);
        reopen();

        assertThat(ledger.fences().find(GOLD, WEST)).contains(unfenced);
        assertThat(ledger.fences().of(GOLD)).isEqualTo(List.of(open, unfenced));
    }

    @Test
    void holdsAGroupUntilItIsReleased() {
        Instant first = clock.instant();
        ledger.holds().hold(GOLD, "the old primary is not fenced", run);
        clock.pass(Duration.ofMinutes(1));
        ledger.holds().hold(GOLD, "the old primary is not searched", run);
        reopen();

        assertThat(ledger.holds().current(GOLD))
                .contains(new Hold(GOLD, "the old primary is not searched", run, first));
        Hold read = ledger.holds().current(GOLD).orElseThrow();
        assertThat(ledger.holds().release(read)).isTrue();
        assertThat(ledger.holds().release(read)).isFalse();
        assertThat(ledger.holds().current(GOLD)).isEmpty();
    }

    @Test
    void aHoldOfAnotherRunStaysWhereAHoldIsAskedForUnlessThereIsOne() {
        RunId later = new RunId("a later run");
        Hold held = ledger.holds().holdUnlessHeld(GOLD, "a forced failover", run);

        assertThat(ledger.holds().holdUnlessHeld(GOLD, "another forced failover", later))
                .isEqualTo(held);
        assertThat(ledger.holds().holdUnlessHeld(GOLD, "it is told anew", run))
                .isEqualTo(new Hold(GOLD, "it is told anew", run, held.since()));
        assertThat(ledger.holds().current(GOLD)).map(Hold::reason).contains("it is told anew");
    }

    @Test
    void releasesNoOtherHoldThanTheOneThatWasRead() {
        Hold read = ledger.holds().hold(GOLD, "a forced failover", run);
        RunId later = new RunId("a later run");
        ledger.holds().hold(GOLD, "another forced failover", later);

        assertThat(ledger.holds().release(read)).isFalse();
        assertThat(ledger.holds().current(GOLD)).map(Hold::run).contains(later);
    }

    @Test
    void keepsItsNameForLife() {
        String name = ledger.identity();
        reopen();

        assertThat(ledger.identity()).isEqualTo(name).isNotBlank();
    }

    private SavedSetting setting(String job, String text) {
        return new SavedSetting(GOLD, WEST, "job", job, text, clock.instant());
    }
}
