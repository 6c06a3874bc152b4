package io.twinlake.sandbox.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.databricks.sdk.service.jobs.CancelAllRuns;
import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.QueueDetailsCodeCode;
import com.databricks.sdk.service.jobs.QueueSettings;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunLifeCycleState;
import com.databricks.sdk.service.jobs.RunLifecycleStateV2State;
import com.databricks.sdk.service.jobs.RunNow;
import com.databricks.sdk.service.jobs.RunResultState;
import com.databricks.sdk.service.jobs.UpdateJob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs beyond a job's limit, as the official SDK meets them: they wait where the job has a queue. */
final class JobQueuesThroughTheSdkTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final QueueSettings ON = new QueueSettings().setEnabled(true);
    private static final QueueSettings OFF = new QueueSettings().setEnabled(false);

    @TempDir
    Path dir;

    private JobsFixture jobs;
    private long queueing;

    @BeforeEach
    void start() throws IOException {
        jobs = new JobsFixture(dir);
        queueing = jobs.create("BLOCK", new CreateJob().setQueue(ON));
    }

    @AfterEach
    void stop() {
        jobs.close();
    }

    @Test
    void aRunBeyondTheLimitWaitsAndIsActiveAllTheSame() {
        long first = jobs.runNow(queueing).getRunId();
        Run second = jobs.runNow(queueing);

        assertThat(second.getState().getLifeCycleState()).isEqualTo(RunLifeCycleState.QUEUED);
        assertThat(second.getState().getQueueReason()).isNotEmpty();
        assertThat(second.getStatus().getState()).isEqualTo(RunLifecycleStateV2State.QUEUED);
        assertThat(second.getStatus().getQueueDetails().getCode())
                .isEqualTo(QueueDetailsCodeCode.MAX_CONCURRENT_RUNS_REACHED);
        assertThat(jobs.active(queueing)).containsExactly(second.getRunId(), first);
    }

    @Test
    void aRunBeginsWhenTheOneBeforeItHasEnded() {
        long first = jobs.runNow(queueing).getRunId();
        long second = jobs.runNow(queueing).getRunId();
        long third = jobs.runNow(queueing).getRunId();

        jobs.api().cancelRun(first);

        await().atMost(PATIENCE).until(() -> state(second) == RunLifeCycleState.RUNNING);
        assertThat(state(third)).isEqualTo(RunLifeCycleState.QUEUED);
    }

    @Test
    void whoOrdersARunHasTheLastWordOnTheQueue() throws IOException {
        long skipping = jobs.create("BLOCK", new CreateJob());
        jobs.runNow(skipping);
        jobs.runNow(queueing);

        assertThat(jobs.runNow(skipping).getState().getLifeCycleState()).isEqualTo(RunLifeCycleState.SKIPPED);
        assertThat(state(order(skipping, ON))).isEqualTo(RunLifeCycleState.QUEUED);
        assertThat(state(order(queueing, OFF))).isEqualTo(RunLifeCycleState.SKIPPED);
    }

    @Test
    void aJobThatTakesNoNewRunsQueuesThemUntilItTakesSome() {
        limit(queueing, 0);
        long late = jobs.runNow(queueing).getRunId();
        assertThat(state(late)).isEqualTo(RunLifeCycleState.QUEUED);

        limit(queueing, 1);
        await().atMost(PATIENCE).until(() -> state(late) == RunLifeCycleState.RUNNING);
    }

    @Test
    void whatWasInTheQueueBeginsAlthoughTheJobTakesNoNewRuns() {
        long first = jobs.runNow(queueing).getRunId();
        long second = jobs.runNow(queueing).getRunId();
        jobs.api()
                .update(new UpdateJob()
                        .setJobId(queueing)
                        .setNewSettings(
                                new JobSettings().setMaxConcurrentRuns(0L).setQueue(OFF)));
        assertThat(state(second)).isEqualTo(RunLifeCycleState.QUEUED);

        jobs.api().cancelAllRuns(new CancelAllRuns().setJobId(queueing));

        await().atMost(PATIENCE).until(() -> state(second) == RunLifeCycleState.RUNNING);
        assertThat(result(first)).isEqualTo(RunResultState.CANCELED);
        assertThat(jobs.runNow(queueing).getState().getLifeCycleState()).isEqualTo(RunLifeCycleState.SKIPPED);
    }

    @Test
    void theQueueIsCancelledWhereThatIsSaid() {
        long first = jobs.runNow(queueing).getRunId();
        long second = jobs.runNow(queueing).getRunId();

        jobs.api().cancelAllRuns(new CancelAllRuns().setJobId(queueing).setAllQueuedRuns(true));

        await().atMost(PATIENCE).until(() -> jobs.active(queueing).isEmpty());
        assertThat(result(first)).isEqualTo(RunResultState.CANCELED);
        assertThat(result(second)).isEqualTo(RunResultState.CANCELED);
    }

    @Test
    void oneRunInTheQueueIsCancelledById() {
        long first = jobs.runNow(queueing).getRunId();
        long second = jobs.runNow(queueing).getRunId();

        jobs.api().cancelRun(second);

        await().atMost(PATIENCE).until(() -> result(second) == RunResultState.CANCELED);
        assertThat(jobs.active(queueing)).containsExactly(first);
    }

    @Test
    void withoutAJobTheQueuesOfAllAreCancelledAndNothingElse() throws IOException {
        long other = jobs.create("BLOCK", new CreateJob().setQueue(ON));
        long first = jobs.runNow(queueing).getRunId();
        jobs.runNow(queueing);
        long otherFirst = jobs.runNow(other).getRunId();
        jobs.runNow(other);

        jobs.api().cancelAllRuns(new CancelAllRuns().setAllQueuedRuns(true));

        await().atMost(PATIENCE)
                .until(() ->
                        jobs.active(queueing).size() == 1 && jobs.active(other).size() == 1);
        assertThat(jobs.active(queueing)).containsExactly(first);
        assertThat(jobs.active(other)).containsExactly(otherFirst);
        assertThatThrownBy(() -> jobs.api().cancelAllRuns(new CancelAllRuns())).hasMessageContaining("job_id");
    }

    @Test
    void theQueueOutlivesTheProcess() {
        long first = jobs.runNow(queueing).getRunId();
        long second = jobs.runNow(queueing).getRunId();
        jobs.close();
        jobs = new JobsFixture(dir);

        assertThat(state(first)).isEqualTo(RunLifeCycleState.INTERNAL_ERROR);
        await().atMost(PATIENCE).until(() -> state(second) == RunLifeCycleState.RUNNING);
    }

    private long order(long job, QueueSettings queue) {
        return jobs.api()
                .runNow(new RunNow().setJobId(job).setQueue(queue))
                .getResponse()
                .getRunId();
    }

    private void limit(long job, long runs) {
        jobs.api().update(new UpdateJob().setJobId(job).setNewSettings(new JobSettings().setMaxConcurrentRuns(runs)));
    }

    private RunLifeCycleState state(long run) {
        return jobs.run(run).getState().getLifeCycleState();
    }

    private RunResultState result(long run) {
        return jobs.run(run).getState().getResultState();
    }
}
