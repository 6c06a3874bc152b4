package io.twinlake.failover.endpoint;

import static io.twinlake.failover.TestLedger.NORTH;
import static io.twinlake.failover.TestLedger.WEST;
import static io.twinlake.failover.endpoint.SettingTwin.Fate.BUSY;
import static io.twinlake.failover.endpoint.SettingTwin.Fate.DISTURBED;
import static io.twinlake.failover.endpoint.SettingTwin.Fate.DONE_UNANSWERED;
import static io.twinlake.failover.endpoint.SettingTwin.Fate.IGNORED;
import static io.twinlake.failover.endpoint.SettingTwin.Fate.LOST;
import static io.twinlake.failover.endpoint.SettingTwin.Fate.OVERTAKEN;
import static io.twinlake.failover.endpoint.SettingTwin.Fate.REFUSED;
import static io.twinlake.failover.endpoint.SettingTwin.Fate.STALE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.endpoint.AnswerKind;
import io.twinlake.clients.endpoint.LookupAnswer;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.time.SteppedClock;
import io.twinlake.failover.TestLedger;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.journal.SwitchEntry;
import io.twinlake.ledger.run.RunKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JournaledSwitchTest {
    private static final Runnable MAY_WRITE = () -> {};

    @TempDir
    Path dir;

    private final SettingTwin setting = new SettingTwin();
    private final SteppedClock clock = new SteppedClock(Instant.parse("2026-03-01T10:00:00Z"));
    private Ledger ledger;
    private RunId run;
    private EndpointSwitch gateway;

    @BeforeEach
    void open() {
        ledger = TestLedger.in(dir);
        run = ledger.runs()
                .start(new GroupName("g"), RunKind.FAILOVER, new Direction(WEST, NORTH), Epoch.FIRST)
                .id();
        gateway = new JournaledSwitch(setting, ledger.switches(), clock.time());
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void plansWithoutChangingAnything() {
        SwitchPlan plan = gateway.plan(NORTH);

        assertThat(plan.changes()).isTrue();
        assertThat(plan.before().values()).containsEntry("url", "west");
        assertThat(plan.after()).containsEntry("url", "north");
        assertThat(setting.writes).isZero();
        assertThat(gateway.plan(WEST).changes()).isFalse();
    }

    @Test
    void turnsAndJournalsBothSides() {
        SwitchResult result = apply();

        assertThat(result).isInstanceOf(SwitchResult.Switched.class);
        SwitchEntry entry = ledger.switches().find(run, "gateway").orElseThrow();
        assertThat(entry.state()).isEqualTo(SwitchEntry.State.VERIFIED);
        assertThat(entry.region()).isEqualTo(NORTH);
        assertThat(entry.before()).isEqualTo(Map.of("url", "west"));
        assertThat(entry.after()).isEqualTo(Map.of("url", "north"));
        assertThat(entry.etag()).isEqualTo("\"1\"");
    }

    @Test
    void hasItsIntentInTheJournalBeforeItWrites() {
        Runnable guard = () -> assertThat(
                        ledger.switches().find(run, "gateway").orElseThrow().state())
                .isEqualTo(SwitchEntry.State.INTENDED);

        assertThat(gateway.apply(run, gateway.plan(NORTH), guard)).isInstanceOf(SwitchResult.Switched.class);
    }

    @Test
    void writesNothingWhenItsGuardRefuses() {
        SwitchPlan plan = gateway.plan(NORTH);

        assertThatThrownBy(() -> gateway.apply(run, plan, () -> {
                    throw new IllegalStateException("the epoch has passed");
                }))
                .hasMessage("the epoch has passed");
        assertThat(setting.writes).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = SettingTwin.Fate.class,
            names = {"DONE_UNANSWERED", "DONE_BUSY"})
    void takesAWriteForDoneWhenItReadsSo(SettingTwin.Fate fate) {
        setting.fates.add(fate);

        assertThat(apply()).isInstanceOf(SwitchResult.Switched.class);
        assertThat(setting.writes).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = SettingTwin.Fate.class,
            names = {"LOST", "BUSY", "STALE", "DISTURBED"})
    void writesAgainWhatReadsAsBefore(SettingTwin.Fate fate) {
        setting.fates.add(fate);

        assertThat(apply()).isInstanceOf(SwitchResult.Switched.class);
        assertThat(setting.writes).isEqualTo(2);
        assertThat(setting.value).isEqualTo("north");
    }

    @Test
    void survivesAllOfThatTogether() {
        setting.fates.addAll(List.of(BUSY, STALE, LOST, DONE_UNANSWERED));

        assertThat(apply()).isInstanceOf(SwitchResult.Switched.class);
    }

    @Test
    void givesUpOnAServiceThatStaysBusy() {
        for (int each = 0; each < 20; each++) {
            setting.fates.add(BUSY);
        }

        assertThatThrownBy(this::apply).isInstanceOf(ClientException.class);
        assertThat(setting.writes).isLessThan(20);
        assertThat(ledger.switches().find(run, "gateway").orElseThrow().state()).isEqualTo(SwitchEntry.State.INTENDED);
    }

    @Test
    void doesNotBelieveAnAcceptedWriteThatReadsAsBefore() {
        for (int each = 0; each < 20; each++) {
            setting.fates.add(IGNORED);
        }

        assertThatThrownBy(this::apply).hasMessageContaining("accepts the change, and reads as before");
        assertThat(ledger.switches().find(run, "gateway").orElseThrow().state()).isEqualTo(SwitchEntry.State.APPLIED);
    }

    @Test
    void doesNotCallAppliedWhatItNeverSent() {
        for (int each = 0; each < 20; each++) {
            setting.fates.add(DISTURBED);
        }

        assertThatThrownBy(this::apply).hasMessageContaining("another hand changes its other settings");
        assertThat(setting.value).isEqualTo("west");
        assertThat(ledger.switches().find(run, "gateway").orElseThrow().state()).isEqualTo(SwitchEntry.State.INTENDED);
    }

    @Test
    void doesNotInsistWhereItMayNotWrite() {
        setting.fates.add(REFUSED);

        assertThatThrownBy(this::apply).isInstanceOf(ClientException.class);
        assertThat(setting.writes).isEqualTo(1);
    }

    @Test
    void leavesAnotherHandsChangeAloneAndSaysWhatItIs() {
        setting.fates.add(OVERTAKEN);

        assertThat(apply())
                .isInstanceOfSatisfying(
                        SwitchResult.Refused.class,
                        refused -> assertThat(refused.reason()).contains("{url=south}"));
        assertThat(setting.value).isEqualTo("south");
    }

    @Test
    void refusesAPlanThatIsNoLongerTrue() {
        SwitchPlan plan = gateway.plan(NORTH);
        setting.value = "south";

        assertThat(gateway.apply(run, plan, MAY_WRITE)).isInstanceOf(SwitchResult.Refused.class);
        assertThat(setting.writes).isZero();
    }

    @Test
    void goesOnAfterItWasKilledBehindTheWrite() {
        SwitchPlan plan = gateway.plan(NORTH);
        Runnable killedBehind = () -> {
            setting.value = "north";
            throw new IllegalStateException("killed");
        };
        assertThatThrownBy(() -> gateway.apply(run, plan, killedBehind)).hasMessage("killed");

        assertThat(apply()).isInstanceOf(SwitchResult.AlreadyInForce.class);
        SwitchEntry entry = ledger.switches().find(run, "gateway").orElseThrow();
        assertThat(entry.state()).isEqualTo(SwitchEntry.State.VERIFIED);
        assertThat(entry.before()).containsEntry("url", "west");
    }

    @Test
    void doesNotGoOnOverAnotherHandsChange() {
        SwitchPlan plan = gateway.plan(NORTH);
        Runnable killed = () -> {
            throw new IllegalStateException("killed");
        };
        assertThatThrownBy(() -> gateway.apply(run, plan, killed)).hasMessage("killed");
        setting.value = "south";

        assertThat(apply()).isInstanceOf(SwitchResult.Refused.class);
        assertThat(setting.value).isEqualTo("south");
    }

    @Test
    void writesNothingThatIsInForce() {
        apply();

        assertThat(apply()).isInstanceOf(SwitchResult.AlreadyInForce.class);
        assertThat(setting.writes).isEqualTo(1);
    }

    @Test
    void probesUntilTheExpectedRegionAnswersWell() {
        setting.answers.add(SettingTwin.answer(200, "west"));
        setting.answers.add(SettingTwin.answer(503, "north"));
        setting.answers.add(SettingTwin.answer(200, "north"));

        Probe probe = gateway.probe(NORTH, Duration.ofSeconds(30));

        assertThat(probe.good()).isTrue();
        assertThat(probe.asked()).isEqualTo(3);
    }

    @Test
    void doesNotWaitLongForARegionThatHoldsTheFirstQuestionAndLongerForOneThatIsSlow() {
        setting.answers.add(SettingTwin.held());
        setting.answers.add(SettingTwin.held());
        setting.answers.add(SettingTwin.answer(200, "north"));

        assertThat(gateway.probe(NORTH, Duration.ofSeconds(30)).good()).isTrue();
        assertThat(setting.patience)
                .startsWith(Duration.ofSeconds(1), Duration.ofSeconds(2))
                .isSorted();
    }

    /** An instance that has not taken over its settings yet. */
    @Test
    void takesNoAnswerForProofThatReadTheRowsOfTheOtherRegion() {
        setting.answers.add(SettingTwin.readFrom("north", "west.example"));
        setting.answers.add(SettingTwin.readFrom("north", "North.example:443"));

        Probe probe = gateway.probe(NORTH, Duration.ofSeconds(30));

        assertThat(probe.good()).isTrue();
        assertThat(probe.asked()).isEqualTo(2);
    }

    @Test
    void saysWhoseRowsWereReadWhereTheyStayTheOtherRegions() {
        setting.answers.add(SettingTwin.readFrom("north", "west.example"));

        Probe probe = gateway.probe(NORTH, Duration.ofSeconds(3));

        assertThat(probe.good()).isFalse();
        assertThat(probe.message()).contains("read in west.example");
    }

    @Test
    void takesAnAnswerThatNamesWhatItReadForProofAtOnce() {
        apply();
        Instant changed = clock.instant();
        setting.answers.add(SettingTwin.readFrom("north", "north.example"));

        assertThat(gateway.probe(NORTH, Duration.ofSeconds(30)).at()).isBefore(changed.plus(setting.settles()));
    }

    /** One answer proves one instance: the others may be met by the next question. */
    @Test
    void provesATurnByARowOfAnswersOverTime() {
        setting.answers.add(SettingTwin.readFrom("north", "north.example"));

        TurnProof proof = gateway.prove(NORTH);

        assertThat(proof.state()).isEqualTo(TurnProof.State.PROVEN);
        assertThat(clock.passed()).isGreaterThanOrEqualTo(Duration.ofSeconds(2)).isLessThan(Duration.ofSeconds(3));
        assertThat(proof.asked()).isBetween(4, 10);
    }

    @Test
    void beginsTheRowAnewBehindAnInstanceThatStillReadsTheOtherRegion() {
        for (int i = 0; i < 6; i++) {
            setting.answers.add(SettingTwin.readFrom("north", "north.example"));
        }
        setting.answers.add(SettingTwin.readFrom("north", "west.example"));
        setting.answers.add(SettingTwin.readFrom("north", "north.example"));

        assertThat(gateway.prove(NORTH).state()).isEqualTo(TurnProof.State.PROVEN);
        assertThat(clock.passed()).isGreaterThanOrEqualTo(Duration.ofMillis(7 * 250 + 2000));
    }

    @Test
    void namesTheWorkspaceThatAStuckInstanceReads() {
        for (int i = 0; i < 500; i++) {
            setting.answers.add(SettingTwin.readFrom("north", i % 2 == 0 ? "north.example" : "west.example"));
        }

        TurnProof proof = gateway.prove(NORTH);

        assertThat(proof.state()).isEqualTo(TurnProof.State.CONTRADICTED);
        assertThat(proof.message()).contains("read in west.example");
        assertThat(clock.passed()).isLessThan(Duration.ofSeconds(40));
    }

    /** What says more than that an answer was late. */
    @Test
    void namesTheStuckInstanceAlsoWhereTheLastQuestionIsHeld() {
        setting.answers.add(SettingTwin.readFrom("north", "west.example"));
        setting.answers.add(SettingTwin.held());

        assertThat(gateway.prove(NORTH).message()).contains("read in west.example");
    }

    /** Whoever answers well and seldom is not stuck. */
    @Test
    void callsAnswersThatAreTooFewNotProvenAndNotContradicted() {
        setting.answers.add(new LookupAnswer(
                AnswerKind.ANSWERED,
                Optional.of("north"),
                Optional.of("north.example"),
                "{}",
                Duration.ZERO,
                "HTTP 200",
                Optional.of(Duration.ofSeconds(20))));

        TurnProof proof = gateway.prove(NORTH);

        assertThat(proof.state()).isEqualTo(TurnProof.State.NOT_TOLD);
        assertThat(proof.message()).isEqualTo("2 answers came in time, all well, and are too few");
    }

    @Test
    void saysWhereAnEndpointDoesNotTellWhatItReads() {
        setting.answers.add(SettingTwin.answer(200, "north"));

        TurnProof proof = gateway.prove(NORTH);

        assertThat(proof.state()).isEqualTo(TurnProof.State.NOT_TOLD);
        assertThat(proof.message()).contains("x-reads-from");
    }

    @Test
    void asksNoOftenerThanTheEndpointLets() {
        setting.answers.add(SettingTwin.readFrom("north", "north.example"));
        setting.answers.add(SettingTwin.askedTooOften(Duration.ofSeconds(7)));
        setting.answers.add(SettingTwin.readFrom("north", "north.example"));

        assertThat(gateway.prove(NORTH).state()).isEqualTo(TurnProof.State.PROVEN);
        assertThat(clock.passed()).isGreaterThanOrEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void leavesAnEndpointAloneAsLongAsItAsksFor() {
        setting.answers.add(SettingTwin.askedTooOften(Duration.ofSeconds(7)));
        setting.answers.add(SettingTwin.answer(200, "north"));

        Probe probe = gateway.probe(NORTH, Duration.ofSeconds(30));

        assertThat(probe.good()).isTrue();
        assertThat(probe.took()).isGreaterThanOrEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void saysWhoAnswersWhenItIsNotTheExpectedRegion() {
        setting.answers.add(SettingTwin.answer(200, "west"));

        Probe probe = gateway.probe(NORTH, Duration.ofSeconds(3));

        assertThat(probe.good()).isFalse();
        assertThat(probe.servedBy()).contains(WEST);
    }

    @Test
    void takesNoAnswerForProofThatMayBeFromBeforeTheChange() {
        setting.answers.add(SettingTwin.answer(200, "north"));
        apply();
        Instant changed = clock.instant();

        Probe probe = gateway.probe(NORTH, Duration.ofSeconds(30));

        assertThat(probe.good()).isTrue();
        assertThat(probe.at()).isAfterOrEqualTo(changed.plus(setting.settles()));
    }

    @Test
    void takesTheFirstGoodAnswerForProofOnceTheEndpointWasAway() {
        apply();
        Instant changed = clock.instant();
        setting.answers.add(SettingTwin.answer(200, "north"));
        setting.answers.add(SettingTwin.answer(503, "north"));
        setting.answers.add(SettingTwin.answer(200, "north"));

        Probe probe = gateway.probe(NORTH, Duration.ofSeconds(30));

        assertThat(probe.asked()).isEqualTo(3);
        assertThat(probe.at()).isBefore(changed.plus(setting.settles()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT-1H"})
    void probesAsLongAsItShouldThoughTheMachinesClockIsSetMeanwhile(Duration by) {
        setting.answers.add(SettingTwin.answer(200, "west"));
        setting.answers.add(SettingTwin.answer(200, "west"));
        setting.answers.add(SettingTwin.answer(200, "north"));
        clock.setDuringTheNextWait(by);

        Probe probe = gateway.probe(NORTH, Duration.ofSeconds(30));

        assertThat(probe.good()).isTrue();
        assertThat(probe.took()).isEqualTo(clock.passed()).isLessThan(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT-1H"})
    void aClockThatIsSetMakesNoAnswerAProofAndNoneUseless(Duration by) {
        setting.answers.add(SettingTwin.answer(200, "north"));
        apply();
        clock.setDuringTheNextWait(by);

        Probe probe = gateway.probe(NORTH, Duration.ofSeconds(30));

        assertThat(probe.good()).isTrue();
        assertThat(clock.passed()).isGreaterThanOrEqualTo(setting.settles()).isLessThan(Duration.ofSeconds(30));
    }

    private SwitchResult apply() {
        return gateway.apply(run, gateway.plan(NORTH), MAY_WRITE);
    }
}
