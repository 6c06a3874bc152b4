package io.twinlake.orchestrator.export;

import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.time.Time;
import io.twinlake.ledger.Ledger;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exports after runs, one after the other on a thread of its own: no run waits for it, and none fails by it. */
public final class ExportRuns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExportRuns.class);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);

    private final String owner;
    private final Time time;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread daemon = new Thread(task, "export");
        daemon.setDaemon(true);
        return daemon;
    });

    public ExportRuns(String owner, Time time) {
        this.owner = owner;
        this.time = time;
    }

    /**
     * Exports soon what is new, if the configuration has a key to sign it with.
     *
     * @param ledger asks the witness, where there is one, for the epochs
     */
    public synchronized void soon(TwinlakeConfig config, Ledger ledger) {
        if (thread.isShutdown()) {
            return;
        }
        config.exportKey().ifPresent(key -> thread.execute(() -> run(new ExportLedger(ledger, config, key, time))));
    }

    private void run(ExportLedger export) {
        try {
            export.run(owner);
        } catch (RuntimeException e) {
            LOG.error("the ledger was not exported; the next run tries again", e);
        }
    }

    private synchronized void end() {
        thread.shutdown();
    }

    /** Waits for what has begun, but not for long. */
    @Override
    public void close() {
        end();
        try {
            if (!thread.awaitTermination(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("an export is given up; the next run tries again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
