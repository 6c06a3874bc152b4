package io.twinlake.sandbox.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.databricks.sdk.core.error.platform.ResourceConflict;
import com.databricks.sdk.service.jobs.CancelAllRuns;
import com.databricks.sdk.service.jobs.Continuous;
import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.CronSchedule;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.PauseStatus;
import com.databricks.sdk.service.jobs.ResetJob;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunLifeCycleState;
import com.databricks.sdk.service.jobs.RunResultState;
import com.databricks.sdk.service.jobs.TriggerType;
import com.databricks.sdk.service.jobs.UpdateJob;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that start their runs by themselves, as the official SDK meets them. */
final class JobTriggersThroughTheSdkTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String EVERY_SECOND = "{\"quartz_cron_expression\":\"* * * * * ?\",\"timezone_id\":\"UTC\"}";

    @TempDir
    Path dir;

    private JobsFixture jobs;

    @BeforeEach
    void start() {
        jobs = new JobsFixture(dir);
    }

    @AfterEach
    void stop() {
        jobs.close();
    }

    @Test
    void aContinuousJobAlwaysHasOneRun() throws IOException {
        long job = jobs.create("ROWS 1", continuous(PauseStatus.UNPAUSED).setMaxConcurrentRuns(3L));

        await().atMost(PATIENCE).until(() -> jobs.runs(job).size() >= 2);
        assertThat(jobs.run(jobs.runs(job).get(0)).getTrigger()).isEqualTo(TriggerType.CONTINUOUS);
        assertThat(jobs.active(job)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aPauseEndsNoRunAndLetsNoneBegin() throws IOException {
        long job = jobs.create("BLOCK", continuous(PauseStatus.UNPAUSED));
        long first = onlyRun(job);

        pause(job, PauseStatus.PAUSED);
        assertThat(state(first)).isEqualTo(RunLifeCycleState.RUNNING);
        jobs.api().cancelAllRuns(new CancelAllRuns().setJobId(job));
        await().atMost(PATIENCE).until(() -> jobs.active(job).isEmpty());
        awaitALookAtTheTriggers();

        assertThat(jobs.runs(job)).containsExactly(first);
    }

    @Test
    void whatIsCancelledAndNotPausedBeginsAnewAlsoWithoutARunAtATime() throws IOException {
        long job = jobs.create("BLOCK", continuous(PauseStatus.UNPAUSED));
        long first = onlyRun(job);
        jobs.api().update(new UpdateJob().setJobId(job).setNewSettings(new JobSettings().setMaxConcurrentRuns(0L)));

        jobs.api().cancelRun(first);

        await().atMost(PATIENCE).until(() -> jobs.runs(job).size() == 2);
        assertThat(result(first)).isEqualTo(RunResultState.CANCELED);
    }

    @Test
    void aPausedContinuousJobIsRunByHandAsAnyOther() throws IOException {
        long job = jobs.create("BLOCK", continuous(PauseStatus.PAUSED).setMaxConcurrentRuns(3L));

        assertThat(jobs.runNow(job).getTrigger()).isEqualTo(TriggerType.ONE_TIME);
        assertThat(jobs.runNow(job).getState().getLifeCycleState()).isEqualTo(RunLifeCycleState.SKIPPED);
    }

    @Test
    void aRunByHandTakesThePlaceOfTheOneAtWorkAndNothingElseMayBeAskedMeanwhile() throws IOException {
        long job = jobs.create("LINGER", continuous(PauseStatus.UNPAUSED));
        long first = onlyRun(job);

        Run second = jobs.runNow(job);
        assertThat(second.getTrigger()).isEqualTo(TriggerType.CONTINUOUS_RESTART);
        assertThat(second.getState().getLifeCycleState()).isEqualTo(RunLifeCycleState.PENDING);
        assertThat(state(first)).isEqualTo(RunLifeCycleState.TERMINATING);
        for (Runnable refused : new Runnable[] {
            () -> jobs.runNow(job),
            () -> pause(job, PauseStatus.PAUSED),
            () -> jobs.api().reset(new ResetJob().setJobId(job).setNewSettings(new JobSettings()))
        }) {
            assertThatThrownBy(refused::run)
                    .isInstanceOf(ResourceConflict.class)
                    .hasMessageContaining("A concurrent request to run the continuous job is already in progress");
        }

        jobs.release();
        await().atMost(PATIENCE).until(() -> result(first) == RunResultState.CANCELED);
        await().atMost(PATIENCE).until(() -> result(second.getRunId()) != null);
        pause(job, PauseStatus.PAUSED);
    }

    @Test
    void eachOfSeveralTriggersHasItsOwnPause() throws IOException {
        long both = jobs.create("ROWS 1", triggers(EVERY_SECOND, "PAUSED", EVERY_SECOND, null));
        long none = jobs.create("ROWS 1", triggers(EVERY_SECOND, "PAUSED", EVERY_SECOND, "PAUSED"));

        await().atMost(PATIENCE).until(() -> jobs.runs(both).size() >= 2);
        assertThat(jobs.runs(none)).isEmpty();
        assertThat(triggersOf(both).findValuesAsText("pause_status")).containsExactly("PAUSED", "UNPAUSED");
    }

    @Test
    void aChangeOfTheTriggersIsOfAllOfThem() throws IOException {
        long job = jobs.create("ROWS 1", triggers(EVERY_SECOND, "PAUSED", EVERY_SECOND, "PAUSED"));

        jobs.send(
                "update",
                "{\"job_id\":" + job
                        + ",\"new_settings\":{\"triggers\":[{\"continuous\":{},\"pause_status\":\"PAUSED\"}]}}",
                Void.class);

        assertThat(triggersOf(job)).hasSize(1);
        assertThat(triggersOf(job).get(0).has("continuous")).isTrue();
    }

    @Test
    void aContinuousEntryOfTheTriggersIsKeptRunningToo() throws IOException {
        long job = jobs.create("BLOCK", "\"triggers\":[{\"continuous\":{}}]");

        assertThat(jobs.run(onlyRun(job)).getTrigger()).isEqualTo(TriggerType.CONTINUOUS);
    }

    @Test
    void refusesTriggersThatContradictEachOther() throws IOException {
        long job = jobs.create("BLOCK", continuous(PauseStatus.PAUSED));
        CronSchedule schedule =
                new CronSchedule().setQuartzCronExpression("0 0 2 * * ?").setTimezoneId("UTC");

        assertThatThrownBy(() -> jobs.api()
                        .update(new UpdateJob().setJobId(job).setNewSettings(new JobSettings().setSchedule(schedule))))
                .hasMessageContaining("Only one of schedule, trigger, continuous and triggers");
        assertThatThrownBy(() ->
                        jobs.create("BLOCK", "\"continuous\":{},\"triggers\":[{\"schedule\":" + EVERY_SECOND + "}]"))
                .hasMessageContaining("Only one of");
        assertThatThrownBy(() -> jobs.create("BLOCK", "\"triggers\":[{\"pause_status\":\"PAUSED\"}]"))
                .hasMessageContaining("Exactly one trigger type");
    }

    private static CreateJob continuous(PauseStatus pause) {
        return new CreateJob().setContinuous(new Continuous().setPauseStatus(pause));
    }

    private static String triggers(String first, String pause, String second, String otherPause) {
        return "\"triggers\":[{\"schedule\":" + first + ",\"pause_status\":\"" + pause + "\"},{\"schedule\":" + second
                + (otherPause == null ? "" : ",\"pause_status\":\"" + otherPause + "\"") + "}]";
    }

    private JsonNode triggersOf(long job) throws IOException {
        return jobs.get(job).at("/settings/triggers");
    }

    private void pause(long job, PauseStatus pause) {
        Continuous continuous = new Continuous().setPauseStatus(pause);
        jobs.api().update(new UpdateJob().setJobId(job).setNewSettings(new JobSettings().setContinuous(continuous)));
    }

    private long onlyRun(long job) {
        await().atMost(PATIENCE).until(() -> jobs.active(job).size() == 1);
        return jobs.active(job).get(0);
    }

    /** Another job was started by itself, and then one more: at the end of the first look all that was due had begun. */
    private void awaitALookAtTheTriggers() throws IOException {
        onlyRun(jobs.create("BLOCK", continuous(PauseStatus.UNPAUSED)));
        onlyRun(jobs.create("BLOCK", continuous(PauseStatus.UNPAUSED)));
    }

    private RunLifeCycleState state(long run) {
        return jobs.run(run).getState().getLifeCycleState();
    }

    private RunResultState result(long run) {
        return jobs.run(run).getState().getResultState();
    }
}
