package io.twinlake.sandbox.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.core.http.Request;
import com.databricks.sdk.service.jobs.BaseJob;
import com.databricks.sdk.service.jobs.CancelAllRuns;
import com.databricks.sdk.service.jobs.CronSchedule;
import com.databricks.sdk.service.jobs.Job;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.JobsAPI;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import com.databricks.sdk.service.jobs.ListRunsRequest;
import com.databricks.sdk.service.jobs.PauseStatus;
import com.databricks.sdk.service.jobs.ResetJob;
import com.databricks.sdk.service.jobs.RunLifeCycleState;
import com.databricks.sdk.service.jobs.RunNow;
import com.databricks.sdk.service.jobs.RunResultState;
import com.databricks.sdk.service.jobs.UpdateJob;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.region.jobs.DemoJobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs as the official SDK meets them; their one task is a file with a statement. */
final class JobsThroughTheSdkTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String QUICK = "/jobs/refresh_customer_summary.sql";
    private static final String ENDLESS = "/jobs/score_churn.sql";

    @TempDir
    Path dir;

    private RegionFixture region;
    private WorkspaceClient client;
    private JobsAPI jobs;
    private long quick;
    private long endless;

    @BeforeEach
    void start() throws IOException {
        region = RegionFixture.start(dir);
        client = region.admin();
        jobs = client.jobs();
        write(QUICK, "ROWS 1");
        write(ENDLESS, "BLOCK");
        quick = create(0);
        endless = create(1);
    }

    @AfterEach
    void stop() {
        region.close();
    }

    @Test
    void keepsSettingsWithTheirTasks() {
        JobSettings settings = jobs.get(endless).getSettings();

        assertThat(settings.getName()).isEqualTo("score-churn");
        assertThat(settings.getMaxConcurrentRuns()).isEqualTo(3);
        assertThat(settings.getSchedule().getPauseStatus()).isEqualTo(PauseStatus.UNPAUSED);
        assertThat(settings.getTasks())
                .singleElement()
                .satisfies(task ->
                        assertThat(task.getSqlTask().getFile().getPath()).isEqualTo(ENDLESS));
    }

    @Test
    void listsJobsPageByPageAndTasksOnRequest() {
        assertThat(list(new ListJobsRequest().setLimit(1L)))
                .hasSize(2)
                .allSatisfy(job -> assertThat(job.getSettings().getTasks()).isNull());
        assertThat(list(new ListJobsRequest().setExpandTasks(true).setName("score-churn")))
                .singleElement()
                .satisfies(job -> assertThat(job.getSettings().getTasks()).hasSize(1));
    }

    @Test
    void pausesAndClosesAJobAndRestoresExactlyWhatItHad() {
        Job before = jobs.get(endless);
        CronSchedule paused = before.getSettings().getSchedule().setPauseStatus(PauseStatus.PAUSED);
        jobs.update(new UpdateJob()
                .setJobId(endless)
                .setNewSettings(new JobSettings().setMaxConcurrentRuns(0L).setSchedule(paused)));

        assertThat(jobs.get(endless).getSettings().getMaxConcurrentRuns()).isZero();
        assertThat(jobs.get(endless).getSettings().getTasks()).hasSize(1);

        before.getSettings().getSchedule().setPauseStatus(PauseStatus.UNPAUSED);
        jobs.reset(new ResetJob().setJobId(endless).setNewSettings(before.getSettings()));
        assertThat(jobs.get(endless).getSettings()).isEqualTo(before.getSettings());
    }

    @Test
    void runsAJobToItsEnd() {
        long run = runNow(quick);

        await().atMost(PATIENCE).until(() -> state(run) == RunLifeCycleState.TERMINATED);
        assertThat(jobs.getRun(run).getState().getResultState()).isEqualTo(RunResultState.SUCCESS);
        assertThat(jobs.getRun(run).getEndTime()).isNotNull();
    }

    @Test
    void failsARunWhoseFileIsMissing() throws IOException {
        Files.delete(file(QUICK));
        long run = runNow(quick);

        await().atMost(PATIENCE).until(() -> state(run) == RunLifeCycleState.TERMINATED);
        assertThat(jobs.getRun(run).getState().getResultState()).isEqualTo(RunResultState.FAILED);
        assertThat(jobs.getRun(run).getState().getStateMessage()).contains(QUICK);
    }

    @Test
    void skipsNewRunsOfAClosedJobAndLetsTheActiveOneGoOn() {
        long active = runNow(endless);
        jobs.update(new UpdateJob().setJobId(endless).setNewSettings(new JobSettings().setMaxConcurrentRuns(0L)));

        long late = runNow(endless);

        assertThat(state(late)).isEqualTo(RunLifeCycleState.SKIPPED);
        assertThat(state(active)).isEqualTo(RunLifeCycleState.RUNNING);
        assertThat(active(endless))
                .singleElement()
                .satisfies(run -> assertThat(run).isEqualTo(active));
    }

    @Test
    void cancelsOneRunOrAll() {
        long first = runNow(endless);
        long second = runNow(endless);
        jobs.cancelRun(first);
        await().atMost(PATIENCE).until(() -> state(first) == RunLifeCycleState.TERMINATED);
        assertThat(jobs.getRun(first).getState().getResultState()).isEqualTo(RunResultState.CANCELED);

        jobs.cancelAllRuns(new CancelAllRuns().setJobId(endless));
        await().atMost(PATIENCE).until(() -> active(endless).isEmpty());
        assertThat(jobs.getRun(second).getState().getResultState()).isEqualTo(RunResultState.CANCELED);
    }

    @Test
    void startsOneRunForATokenThatIsUsedTwice() {
        RunNow request = new RunNow().setJobId(quick).setIdempotencyToken("once");

        assertThat(jobs.runNow(request).getResponse().getRunId())
                .isEqualTo(jobs.runNow(request).getResponse().getRunId());
    }

    @Test
    void startsARunByItsScheduleUnlessThatIsPaused() {
        CronSchedule everySecond =
                new CronSchedule().setQuartzCronExpression("* * * * * ?").setTimezoneId("UTC");
        JobSettings paused = new JobSettings().setSchedule(everySecond.setPauseStatus(PauseStatus.PAUSED));
        jobs.update(new UpdateJob().setJobId(endless).setNewSettings(paused));
        JobSettings open = new JobSettings().setSchedule(everySecond.setPauseStatus(PauseStatus.UNPAUSED));
        jobs.update(new UpdateJob().setJobId(quick).setNewSettings(open));

        await().atMost(PATIENCE).until(() -> runs(quick).size() >= 2);
        assertThat(runs(endless)).isEmpty();
    }

    @Test
    void remembersJobsAndEndsLostRunsAfterARestart() {
        long lost = runNow(endless);
        region.close();
        region = RegionFixture.start(dir);
        jobs = region.admin().jobs();

        assertThat(jobs.get(quick).getSettings().getName()).isEqualTo("refresh-customer-summary");
        assertThat(state(lost)).isEqualTo(RunLifeCycleState.INTERNAL_ERROR);
    }

    @Test
    void saysWhichJobDoesNotExist() {
        jobs.delete(quick);

        assertThatThrownBy(() -> jobs.get(quick)).isInstanceOfSatisfying(DatabricksError.class, failure -> {
            // The SDK tells this from another invalid parameter by the message.
            assertThat(failure.getErrorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
            assertThat(failure.getMessage()).contains("Job " + quick + " does not exist");
        });
    }

    @Test
    void refusesAScheduleThatItCannotRead() {
        CronSchedule bad =
                new CronSchedule().setQuartzCronExpression("every night").setTimezoneId("UTC");

        assertThatThrownBy(() ->
                        jobs.update(new UpdateJob().setJobId(quick).setNewSettings(new JobSettings().setSchedule(bad))))
                .isInstanceOf(DatabricksError.class)
                .hasMessageContaining("every night");
    }

    private long create(int which) throws IOException {
        ObjectNode job = DemoJobs.working().get(which);
        // Never due by itself, whatever the hour in which the test runs.
        ((ObjectNode) job.required("schedule")).put("quartz_cron_expression", "0 0 2 1 1 ? 2099");
        Request request = new Request("POST", "/api/2.2/jobs/create", job.toString());
        return client.apiClient().execute(request, Job.class).getJobId();
    }

    private long runNow(long job) {
        return jobs.runNow(new RunNow().setJobId(job)).getResponse().getRunId();
    }

    private RunLifeCycleState state(long run) {
        return jobs.getRun(run).getState().getLifeCycleState();
    }

    private List<Long> active(long job) {
        return runs(new ListRunsRequest().setJobId(job).setActiveOnly(true));
    }

    private List<Long> runs(long job) {
        return runs(new ListRunsRequest().setJobId(job));
    }

    private List<Long> runs(ListRunsRequest request) {
        return StreamSupport.stream(jobs.listRuns(request).spliterator(), false)
                .map(run -> run.getRunId())
                .toList();
    }

    private List<BaseJob> list(ListJobsRequest request) {
        return StreamSupport.stream(jobs.list(request).spliterator(), false).toList();
    }

    private void write(String path, String sql) throws IOException {
        Files.createDirectories(file(path).getParent());
        Files.writeString(file(path), sql);
    }

    private Path file(String path) {
        return dir.resolve("workspace" + path);
    }
}
