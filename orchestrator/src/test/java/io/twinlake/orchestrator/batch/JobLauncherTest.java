package io.twinlake.orchestrator.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinlake.config.LedgerLocation;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.failure.LedgerException;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunEnd;
import io.twinlake.ledger.run.RunKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class JobLauncherTest {
    private static final GroupName GROUP = new GroupName("gold");
    private static final Run RUN = new Run(
            new RunId("sync-1"),
            GROUP,
            RunKind.SYNC,
            new Direction(new RegionName("westeurope"), new RegionName("northeurope")),
            Epoch.FIRST,
            Instant.EPOCH,
            RunEnd.NONE);

    @TempDir
    Path folder;

    private JdbcLedger ledger;
    private AnnotationConfigApplicationContext context;

    @BeforeEach
    void open() {
        ledger = JdbcLedger.open(
                new LedgerLocation("jdbc:h2:file:" + folder.resolve("ledger"), null, null), Clock.systemUTC());
        context = new AnnotationConfigApplicationContext();
        context.registerBean(DataSource.class, ledger::dataSource);
        context.register(BatchConfiguration.class);
        context.refresh();
    }

    @AfterEach
    void close() {
        context.close();
        ledger.close();
    }

    @Test
    void aMissingTableOfJobsIsAFaultOfTheLedger() throws Exception {
        drop("BATCH_JOB_EXECUTION_CONTEXT");

        assertThatThrownBy(() -> launcher().run(RUN, JobLauncherTest::job))
                .isExactlyInstanceOf(LedgerException.class)
                .hasMessageMatching(
                        "the ledger could not be read or written: Table \"BATCH_JOB_EXECUTION_CONTEXT\" not found.*")
                .hasMessageNotContaining("SQL");
    }

    @Test
    void aDeadJobIsSoughtInTheLedgerToo() throws Exception {
        drop("BATCH_JOB_INSTANCE");

        assertThatThrownBy(() -> launcher().recoverDead("sync", GROUP)).isInstanceOf(LedgerException.class);
    }

    @Test
    void aTransactionThatCannotBeginIsAFaultOfTheLedger() {
        ledger.close();

        assertThatThrownBy(() -> launcher().run(RUN, JobLauncherTest::job)).isInstanceOf(LedgerException.class);
    }

    @Test
    void aJobThatWasCreatedAndNeverBegunIsBegun() {
        JobParameters parameters = new JobParametersBuilder()
                .addString("group", GROUP.value())
                .addString("run", RUN.id().value())
                .toJobParameters();
        context.getBean(JobRepository.class).createJobInstance("job", parameters);
        launcher().recoverDead("job", GROUP);

        assertThat(launcher().run(RUN, JobLauncherTest::job)).isTrue();

        assertThat(launcher().run(RUN, JobLauncherTest::job))
                .as("it came to its end")
                .isFalse();
    }

    private JobLauncher launcher() {
        return context.getBean(JobLauncher.class);
    }

    private static Job job(JobRepository repository) {
        return new JobBuilder("job", repository)
                .start(new ActionStep("step", repository, state -> {}))
                .build();
    }

    private void drop(String table) throws SQLException {
        try (Connection connection = ledger.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE " + table + " CASCADE");
        }
    }
}
