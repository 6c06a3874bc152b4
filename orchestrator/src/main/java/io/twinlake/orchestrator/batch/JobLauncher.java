package io.twinlake.orchestrator.batch;

import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.failure.LedgerException;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.ledger.run.Run;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobInstanceAlreadyCompleteException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Starts, restarts and recovers the jobs of runs. Every call is made under the lease of the run's group: Batch itself cannot tell a live
 * run from a dead one.
 */
public final class JobLauncher {
    private static final Logger LOG = LoggerFactory.getLogger(JobLauncher.class);
    private static final String GROUP = "group";
    private static final String RUN = "run";

    private final JobOperator operator;
    private final JobRepository repository;

    JobLauncher(JobOperator operator, JobRepository repository) {
        this.operator = operator;
        this.repository = repository;
    }

    /**
     * Marks as failed what a dead process left running of one job, so that it can be restarted.
     *
     * @throws LedgerException when the tables of jobs cannot be used
     */
    public void recoverDead(String job, GroupName group) {
        try {
            recover(job, group);
        } catch (DataAccessException | TransactionException e) {
            throw JdbcLedger.unusable(e);
        }
    }

    private void recover(String job, GroupName group) {
        for (JobExecution execution : repository.findRunningJobExecutions(job)) {
            if (group.value().equals(execution.getJobParameters().getString(GROUP))) {
                LOG.info(
                        "recovers an execution that a dead process left job={} group={} execution={}",
                        job,
                        group,
                        execution.getId());
                operator.recover(execution);
            }
        }
    }

    /**
     * Runs a job to its end; the same job for the same run again restarts it. What went wrong is in the job's own work.
     *
     * @return false where the job had come to its end before, so that nothing was left to do
     * @throws LedgerException when the tables of jobs cannot be used
     */
    public boolean run(Run run, Function<JobRepository, Job> job) {
        JobParameters parameters = parameters(run);
        try {
            Job wanted = job.apply(repository);
            forgetUnbegun(wanted.getName(), parameters);
            JobExecution execution = operator.start(wanted, parameters);
            LOG.debug("job ended run={} status={}", run.id(), execution.getExitStatus());
            return true;
        } catch (JobInstanceAlreadyCompleteException done) {
            LOG.info("the job had come to its end before run={}", run.id());
            return false;
        } catch (DataAccessException | TransactionException e) {
            throw JdbcLedger.unusable(e);
        } catch (JobExecutionException e) {
            throw new IllegalStateException("the job of run " + run.id() + " could not be started", e);
        }
    }

    /** Batch creates an instance before its execution, and refuses for ever to start one whose process died in between. */
    private void forgetUnbegun(String job, JobParameters parameters) {
        JobInstance instance = repository.getJobInstance(job, parameters);
        if (instance != null && repository.getLastJobExecution(instance) == null) {
            LOG.info("forgets a job that a dead process did not begin job={} instance={}", job, instance.getId());
            repository.deleteJobInstance(instance);
        }
    }

    private static JobParameters parameters(Run run) {
        return new JobParametersBuilder()
                .addString(GROUP, run.group().value())
                .addString(RUN, run.id().value())
                .toJobParameters();
    }
}
