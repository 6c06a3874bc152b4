package io.twinlake.failover.fence;

import static io.twinlake.failover.TestLedger.NORTH;
import static io.twinlake.failover.TestLedger.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.time.Time;
import io.twinlake.failover.TestGroup;
import io.twinlake.failover.TestLedger;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.journal.FenceState;
import io.twinlake.ledger.journal.SavedSetting;
import io.twinlake.ledger.run.RunKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFenceTest {
    private static final GroupName GROUP = new GroupName("g");
    private static final Duration TIME = Duration.ofSeconds(30);
    private static final Runnable MAY_WRITE = () -> {};

    /** A job with three triggers: one that is paused, one that is as it is filled in, one that says nothing of it. */
    private static final String TRIGGERS = "{\"max_concurrent_runs\":1,\"triggers\":["
            + "{\"continuous\":{},\"pause_status\":\"PAUSED\"},"
            + "{\"schedule\":{\"quartz_cron_expression\":\"0 0 2 * * ?\"},\"pause_status\":\"%s\"},"
            + "{\"sql_condition\":{},\"table_update\":{}}]}";

    @TempDir
    Path dir;

    private final JobsTwin west = new JobsTwin();
    private final JobsTwin north = new JobsTwin();
    private Ledger ledger;
    private RunId run;
    private Fence fence;

    @BeforeEach
    void open() {
        west.with("load", "{\"max_concurrent_runs\":3,\"schedule\":{\"quartz_cron_expression\":\"0 0 2 * * ?\"}}")
                .with("stream", "{\"continuous\":{\"pause_status\":\"PAUSED\"},\"queue\":{\"enabled\":true}}");
        north.with(
                        "load",
                        "{\"max_concurrent_runs\":0,\"schedule\":{\"quartz_cron_expression\":\"0 0 3 * * ?\","
                                + "\"pause_status\":\"PAUSED\"}}")
                .with("stream", "{\"max_concurrent_runs\":0,\"continuous\":{\"pause_status\":\"PAUSED\"}}");
        ledger = TestLedger.in(dir);
        run = ledger.runs()
                .start(GROUP, RunKind.FAILOVER, new Direction(WEST, NORTH), Epoch.FIRST)
                .id();
        fence = new JobFence(
                TestGroup.withJobs("load", "stream"),
                (region, limits) -> region.equals(WEST) ? west : north,
                ledger.savedSettings(),
                ledger.fences(),
                Time.SYSTEM);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void letsNoRunBeginAndEndsThoseAtWork() {
        west.active.put("load", new ArrayList<>(List.of(1L, 2L)));

        FenceResult result = fence.fence(WEST, run, TIME, MAY_WRITE);

        assertThat(result).isEqualTo(new FenceResult.Fenced(List.of("load", "stream"), 2));
        assertThat(west.settings("load").path("max_concurrent_runs").asInt()).isZero();
        assertThat(west.settings("load").at("/schedule/pause_status").asText()).isEqualTo("PAUSED");
        assertThat(west.settings("stream").at("/queue/enabled").asBoolean(true)).isFalse();
        assertThat(fence.verifyStandby(WEST)).isEmpty();
        assertThat(state(WEST).status()).isEqualTo(FenceState.Status.FENCED);
    }

    @Test
    void putsBackExactlyWhatWasThereHoweverOftenItFenced() {
        ObjectNode load = west.settings("load").deepCopy();
        ObjectNode stream = west.settings("stream").deepCopy().put("max_concurrent_runs", 1);
        fence.fence(WEST, run, TIME, MAY_WRITE);
        fence.fence(WEST, run, TIME, MAY_WRITE);

        assertThat(fence.unfence(WEST, run, MAY_WRITE).jobs()).containsExactly("load", "stream");

        assertThat(west.settings("load")).isEqualTo(load);
        assertThat(west.settings("stream")).isEqualTo(stream);
        assertThat(state(WEST).status()).isEqualTo(FenceState.Status.OPEN);
    }

    @Test
    void goesOnWhereItWasKilled() {
        assertThatThrownBy(() -> fence.fence(WEST, run, TIME, killedAtWrite(2))).hasMessage("killed");
        assertThat(west.writes).isEqualTo(1);

        assertThat(fence.fence(WEST, run, TIME, MAY_WRITE)).isInstanceOf(FenceResult.Fenced.class);
        fence.unfence(WEST, run, MAY_WRITE);
        assertThat(west.settings("load").path("max_concurrent_runs").asInt()).isEqualTo(3);
    }

    @Test
    void opensTheOtherRegionWithItsOwnTimesAndThePrimarysLimits() {
        fence.fence(WEST, run, TIME, MAY_WRITE);

        assertThat(fence.open(NORTH, run, MAY_WRITE)).isEqualTo(new OpenResult(List.of("load", "stream"), List.of()));

        assertThat(north.settings("load").path("max_concurrent_runs").asInt()).isEqualTo(3);
        assertThat(north.settings("load").at("/schedule/pause_status").asText()).isEqualTo("UNPAUSED");
        assertThat(north.settings("load").at("/schedule/quartz_cron_expression").asText())
                .isEqualTo("0 0 3 * * ?");
        assertThat(north.settings("stream").at("/continuous/pause_status").asText())
                .isEqualTo("PAUSED");
        assertThat(north.settings("stream").at("/queue/enabled").asBoolean()).isTrue();
        assertThat(state(NORTH).status()).isEqualTo(FenceState.Status.OPEN);
    }

    @Test
    void openingTwiceIsOpeningOnce() {
        fence.fence(WEST, run, TIME, MAY_WRITE);
        fence.open(NORTH, run, MAY_WRITE);
        int writes = north.writes;

        assertThat(fence.open(NORTH, run, MAY_WRITE).problems()).isEmpty();
        assertThat(north.writes).isEqualTo(writes);
    }

    @Test
    void goesThereAndBackAndThereAgainWithTheValuesOfTheLastTime() {
        fence.fence(WEST, run, TIME, MAY_WRITE);
        fence.open(NORTH, run, MAY_WRITE);
        north.settings("load").put("max_concurrent_runs", 5);

        fence.fence(NORTH, run, TIME, MAY_WRITE);
        fence.open(WEST, run, MAY_WRITE);
        assertThat(west.settings("load").path("max_concurrent_runs").asInt()).isEqualTo(5);

        west.settings("load").put("max_concurrent_runs", 7);
        fence.fence(WEST, run, TIME, MAY_WRITE);
        fence.open(NORTH, run, MAY_WRITE);
        assertThat(north.settings("load").path("max_concurrent_runs").asInt()).isEqualTo(7);
    }

    @Test
    void givesARegionItsOwnSettingsBackWhereTheOtherNeverRan() {
        fence.fence(WEST, run, TIME, MAY_WRITE);
        fence.fence(NORTH, run, TIME, MAY_WRITE);

        assertThat(fence.open(WEST, run, MAY_WRITE).problems()).isEmpty();
        assertThat(west.settings("load").path("max_concurrent_runs").asInt()).isEqualTo(3);
        assertThat(west.settings("load").at("/schedule/pause_status").asText()).isEqualTo("UNPAUSED");
    }

    @Test
    void recordsARegionThatCannotBeReachedAsUnfenced() {
        west.dead = true;

        assertThat(fence.fence(WEST, run, TIME, MAY_WRITE)).isInstanceOf(FenceResult.Unfenced.class);
        assertThat(state(WEST).status()).isEqualTo(FenceState.Status.UNFENCED);
        assertThat(state(WEST).reason()).contains("Could not find job load");
    }

    @Test
    void aFenceThatBreaksOffOrGetsNoAnswerOpensNoRegionThatWasFenced() {
        fence.fence(WEST, run, TIME, MAY_WRITE);
        FenceState fenced = state(WEST);

        west.settings("load").put("max_concurrent_runs", 1);
        assertThatThrownBy(() -> fence.fence(WEST, run, TIME, killedAtWrite(1))).hasMessage("killed");
        assertThat(state(WEST)).isEqualTo(fenced);

        west.dead = true;
        assertThat(fence.fence(WEST, run, TIME, MAY_WRITE)).isInstanceOf(FenceResult.Unfenced.class);
        assertThat(state(WEST)).isEqualTo(fenced);
    }

    @Test
    void doesNotCallARegionFencedWhoseRunGoesOn() {
        west.active.put("load", List.of(1L));
        west.runsGoOn = true;

        assertThat(fence.fence(WEST, run, Duration.ZERO, MAY_WRITE))
                .isInstanceOfSatisfying(
                        FenceResult.Unfenced.class,
                        unfenced -> assertThat(unfenced.reason()).contains("job load"));
        assertThat(state(WEST).status()).isEqualTo(FenceState.Status.UNFENCED);
    }

    @Test
    void namesTheJobThatARegionRefusesToStopAndStopsTheOthers() {
        fence.fence(WEST, run, TIME, MAY_WRITE);
        fence.unfence(WEST, run, MAY_WRITE);
        west.active.put("load", List.of(1L));
        west.active.put("stream", List.of(2L));
        west.refused = "load";

        assertThat(fence.fence(WEST, run, TIME, MAY_WRITE))
                .isEqualTo(new FenceResult.Unfenced("Could not change job load in west: it is being restarted"));

        assertThat(west.active.get("load")).containsExactly(1L);
        assertThat(west.active.get("stream")).isEmpty();
        assertThat(west.settings("stream").path("max_concurrent_runs").asInt()).isZero();
        assertThat(state(WEST).status()).isEqualTo(FenceState.Status.UNFENCED);
    }

    @Test
    void namesAllThatIsNotStopped() {
        west.active.put("load", List.of(1L));
        west.runsGoOn = true;
        west.rename("stream", "stream-2");

        assertThat(fence.fence(WEST, run, Duration.ZERO, MAY_WRITE))
                .isEqualTo(new FenceResult.Unfenced("There is no job stream in west that Twinlake's principal may see;"
                        + " the runs of job load in west were not seen to end in time"));
    }

    @Test
    void namesEachJobWhoseRunsCouldNotBeSeenToEndInTime() {
        west.active.put("load", List.of(1L));
        west.diesMeanwhile = true;

        assertThat(fence.fence(WEST, run, Duration.ZERO, MAY_WRITE))
                .isEqualTo(new FenceResult.Unfenced("the runs of job load in west were not seen to end in time;"
                        + " the runs of job stream in west were not seen to end in time"));
    }

    @Test
    void aRegionThatDiesBeforeTheTimeIsOverIsToldAsThat() {
        west.active.put("load", List.of(1L));
        west.diesMeanwhile = true;

        assertThat(fence.fence(WEST, run, TIME, MAY_WRITE))
                .isEqualTo(new FenceResult.Unfenced("Could not find job load in west"));
    }

    @Test
    void aFencedRegionThatRefusesToStopAJobAgainIsNotFencedAnyMore() {
        fence.fence(WEST, run, TIME, MAY_WRITE);
        west.settings("load").put("max_concurrent_runs", 1);
        west.refused = "load";

        fence.fence(WEST, run, TIME, MAY_WRITE);

        assertThat(state(WEST).status()).isEqualTo(FenceState.Status.UNFENCED);
    }

    @Test
    void doesNotCallARegionFencedWhoseJobIsNotFound() {
        west.rename("stream", "stream-2");

        assertThat(fence.verifySeen(WEST))
                .containsExactly("There is no job stream in west that Twinlake's principal may see.");
        assertThat(fence.fence(WEST, run, TIME, MAY_WRITE))
                .isEqualTo(
                        new FenceResult.Unfenced("There is no job stream in west that Twinlake's principal may see"));

        assertThat(west.settings("load").path("max_concurrent_runs").asInt()).isZero();
        assertThat(state(WEST).status()).isEqualTo(FenceState.Status.UNFENCED);
    }

    @Test
    void doesNotCallARegionFencedWhereNoJobsAreConfigured() {
        Fence nothing = new JobFence(
                TestGroup.withJobs(), (region, limits) -> west, ledger.savedSettings(), ledger.fences(), Time.SYSTEM);

        assertThat(nothing.fence(WEST, run, TIME, MAY_WRITE)).isEqualTo(new FenceResult.NoJobs());

        assertThat(state(WEST).status()).isEqualTo(FenceState.Status.NO_JOBS);
        assertThat(state(WEST).reason()).isEqualTo("no jobs are configured");
    }

    @Test
    void opensTheStandbyOfADeadPrimaryAsItWasLastSeenAtWork() {
        fence.remember(WEST);
        west.dead = true;
        fence.fence(WEST, run, TIME, MAY_WRITE);

        assertThat(fence.open(NORTH, run, MAY_WRITE).problems()).isEmpty();
        assertThat(north.settings("load").path("max_concurrent_runs").asInt()).isEqualTo(3);
    }

    @Test
    void namesAJobOfWhichNothingIsKnownAndLeavesItStopped() {
        west.dead = true;
        fence.fence(WEST, run, TIME, MAY_WRITE);

        OpenResult opened = fence.open(NORTH, run, MAY_WRITE);

        assertThat(opened.jobs()).isEmpty();
        assertThat(opened.problems()).hasSize(2).first().asString().contains("Job load in north stays stopped");
        assertThat(north.writes).isZero();
    }

    @Test
    void saysWhatIsWrongWithAStandbyAndChangesNothing() {
        west.active.put("load", List.of(1L));

        assertThat(fence.verifyStandby(WEST))
                .containsExactly(
                        "Job load in west can start: max_concurrent_runs is 3, its schedule is not paused.",
                        "Job load in west has 1 active runs.",
                        "Job stream in west can start: max_concurrent_runs is 1, its runs are queued.");
        assertThat(west.writes).isZero();
        assertThat(fence.verifyStandby(NORTH)).isEmpty();
    }

    @Test
    void hasNothingAgainstAStandbyThatCouldOnlyQueueRuns() {
        north.settings("stream").putObject("queue").put("enabled", true);

        assertThat(fence.verifyStandby(NORTH)).isEmpty();
    }

    @Test
    void takesAJobThatOnlyQueuesForNoneThatWasAtWork() {
        west.settings("stream").put("max_concurrent_runs", 0);
        fence.fence(WEST, run, TIME, MAY_WRITE);
        assertThat(west.settings("stream").at("/queue/enabled").asBoolean(true)).isFalse();

        OpenResult opened = fence.open(NORTH, run, MAY_WRITE);

        assertThat(opened.jobs()).containsExactly("load");
        assertThat(opened.problems()).singleElement().asString().contains("Job stream in north stays stopped");
    }

    @Test
    void stopsTheOthersWhereOneIsNotToldFromAnother() {
        west.doubled = "load";

        FenceResult result = fence.fence(WEST, run, TIME, MAY_WRITE);

        assertThat(result).isEqualTo(new FenceResult.Unfenced("2 jobs have the name load"));
        assertThat(west.settings("stream").path("max_concurrent_runs").asInt(1)).isZero();
    }

    @Test
    void pausesEachOfSeveralTriggersAndPutsBackWhatEachWas() {
        west.with("load", TRIGGERS.formatted("UNPAUSED"));
        ObjectNode before = west.settings("load").deepCopy();

        assertThat(fence.verifyStandby(WEST).get(0))
                .isEqualTo(
                        "Job load in west can start: max_concurrent_runs is 1, its trigger 2 (schedule) is not paused,"
                                + " its trigger 3 (table_update) is not paused.");
        fence.fence(WEST, run, TIME, MAY_WRITE);
        assertThat(west.settings("load").path("triggers").findValuesAsText("pause_status"))
                .containsExactly("PAUSED", "PAUSED", "PAUSED");

        fence.unfence(WEST, run, MAY_WRITE);
        assertThat(west.settings("load")).isEqualTo(before);
    }

    @Test
    void opensEachOfSeveralTriggersAsTheOneOfItsPlaceAndKindWas() {
        west.with("load", TRIGGERS.formatted("UNPAUSED"));
        north.with("load", TRIGGERS.formatted("PAUSED").replace("table_update", "file_arrival"));
        fence.fence(WEST, run, TIME, MAY_WRITE);
        fence.fence(NORTH, run, TIME, MAY_WRITE);

        fence.open(NORTH, run, MAY_WRITE);

        assertThat(north.settings("load").path("triggers").findValuesAsText("pause_status"))
                .containsExactly("PAUSED", "UNPAUSED", "PAUSED");
    }

    @Test
    void completesACopyThatAnOlderTwinlakeKept() {
        keptByAnOlderTwinlake("{\"max_concurrent_runs\":2,\"continuous\":{\"pause_status\":\"PAUSED\"}}");
        west.settings("stream").put("max_concurrent_runs", 0);

        fence.fence(WEST, run, TIME, MAY_WRITE);
        assertThat(west.settings("stream").at("/queue/enabled").asBoolean(true)).isFalse();
        fence.unfence(WEST, run, MAY_WRITE);

        assertThat(west.settings("stream").path("max_concurrent_runs").asInt()).isEqualTo(2);
        assertThat(west.settings("stream").at("/queue/enabled").asBoolean()).isTrue();
    }

    @Test
    void putsBackACopyThatAnOlderTwinlakeKeptAndLeavesWhatThatKnewNothingOf() {
        keptByAnOlderTwinlake("{\"max_concurrent_runs\":2,\"continuous\":{\"pause_status\":\"PAUSED\"}}");
        west.settings("stream").put("max_concurrent_runs", 0);

        assertThat(fence.unfence(WEST, run, MAY_WRITE).jobs()).containsExactly("stream");

        assertThat(west.settings("stream").path("max_concurrent_runs").asInt()).isEqualTo(2);
        assertThat(west.settings("stream").at("/queue/enabled").asBoolean()).isTrue();
    }

    @Test
    void aJobThatWasStoppedByAnotherHandButForItsQueueGetsBackWhatItWasSeenWith() {
        fence.remember(WEST);
        west.settings("stream").put("max_concurrent_runs", 0);

        fence.fence(WEST, run, TIME, MAY_WRITE);
        fence.unfence(WEST, run, MAY_WRITE);

        assertThat(west.settings("stream").path("max_concurrent_runs").asInt()).isEqualTo(1);
        assertThat(west.settings("stream").at("/queue/enabled").asBoolean()).isTrue();
    }

    private void keptByAnOlderTwinlake(String json) {
        ledger.savedSettings().keep(new SavedSetting(GROUP, WEST, "job", "stream", json, Instant.EPOCH));
    }

    private FenceState state(RegionName region) {
        return ledger.fences().find(GROUP, region).orElseThrow();
    }

    /** A process that dies in front of its nth write. */
    private static Runnable killedAtWrite(int nth) {
        int[] left = {nth};
        return () -> {
            if (--left[0] == 0) {
                throw new IllegalStateException("killed");
            }
        };
    }
}
