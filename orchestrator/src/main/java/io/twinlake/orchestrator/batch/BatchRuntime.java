package io.twinlake.orchestrator.batch;

import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Spring Batch in this process, started at the first run: a command that needs none never pays for it. */
public final class BatchRuntime implements AutoCloseable {
    /** Longer than any metadata call; a clone that takes longer goes on at its warehouse and is found again by its statement id. */
    private static final Duration DRAIN_AT_MOST = Duration.ofSeconds(20);

    private final DataSource dataSource;
    private final ActiveRuns active = new ActiveRuns();
    private @Nullable AnnotationConfigApplicationContext context;

    public BatchRuntime(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The runs of this process, which are told to stop when it ends. */
    public ActiveRuns active() {
        return active;
    }

    /** Starts Batch if it was not needed before. */
    public JobLauncher jobs() {
        return context().getBean(JobLauncher.class);
    }

    private synchronized AnnotationConfigApplicationContext context() {
        if (context == null) {
            AnnotationConfigApplicationContext started = new AnnotationConfigApplicationContext();
            // The ledger's own: Spring would close it with its context.
            started.registerBean(DataSource.class, () -> dataSource, bean -> bean.setDestroyMethodName(""));
            started.registerBean(RunDrain.class, () -> new RunDrain(active, DRAIN_AT_MOST));
            started.register(BatchConfiguration.class);
            started.refresh();
            context = started;
        }
        return context;
    }

    /** Tells active runs to stop, waits for them, and ends Batch. */
    @Override
    public synchronized void close() {
        if (context != null) {
            context.close();
        }
    }
}
