package io.twinlake.orchestrator.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.impl.jdbcjobstore.StdJDBCDelegate;
import org.quartz.spi.JobFactory;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Makes a scheduler on the ledger's database: clustered on PostgreSQL, alone on H2. It fires nothing until it is started. */
final class QuartzScheduler {
    /** The same in every process: jobs are stored under it. */
    private static final String NAME = "twinlake";

    private static final AtomicInteger SOURCES = new AtomicInteger();

    private QuartzScheduler() {}

    static Scheduler on(DataSource dataSource, boolean postgres, int threads, JobFactory jobs)
            throws SchedulerException {
        String source = "ledger-" + SOURCES.incrementAndGet();
        DBConnectionManager.getInstance().addConnectionProvider(source, new LedgerConnections(dataSource));
        // Quartz keeps schedulers by name in a place of the whole JVM; this one belongs to its ledger alone.
        synchronized (QuartzScheduler.class) {
            Scheduler scheduler = new StdSchedulerFactory(properties(source, postgres, threads)).getScheduler();
            SchedulerRepository.getInstance().remove(NAME);
            scheduler.setJobFactory(jobs);
            return scheduler;
        }
    }

    private static Properties properties(String source, boolean postgres, int threads) {
        Properties properties = new Properties();
        properties.put("org.quartz.scheduler.instanceName", NAME);
        properties.put("org.quartz.scheduler.instanceId", "AUTO");
        properties.put("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
        properties.put("org.quartz.threadPool.threadCount", Integer.toString(threads));
        properties.put("org.quartz.threadPool.makeThreadsDaemons", "true");
        properties.put("org.quartz.jobStore.class", JobStoreTX.class.getName());
        properties.put("org.quartz.jobStore.dataSource", source);
        properties.put("org.quartz.jobStore.useProperties", "true");
        properties.put("org.quartz.jobStore.isClustered", Boolean.toString(postgres));
        properties.put(
                "org.quartz.jobStore.driverDelegateClass",
                postgres ? PostgreSQLDelegate.class.getName() : StdJDBCDelegate.class.getName());
        properties.put(
                "org.quartz.jobStore.driverDelegateInitString",
                "triggerPersistenceDelegateClasses=" + ZonedTriggerRows.class.getName());
        return properties;
    }

    /** The ledger's connections, lent to Quartz; their pool is closed with the ledger. */
    private record LedgerConnections(DataSource dataSource) implements ConnectionProvider {
        @Override
        public Connection getConnection() throws SQLException {
            return dataSource.getConnection();
        }

        @Override
        public void shutdown() {
            // The ledger closes its own pool.
        }

        @Override
        public void initialize() {
            // The ledger's pool is open already.
        }
    }
}
