package io.twinlake.orchestrator.serve;

import io.twinlake.failover.epoch.EpochUnproven;
import io.twinlake.orchestrator.installation.Installation;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the witness again and again, whatever the schedules do: what was promoted without it is told as soon as it answers, and what
 * another host promoted is known here before anything is copied.
 */
final class FollowWitness implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FollowWitness.class);
    private static final Duration EVERY = Duration.ofSeconds(15);

    private final Installation installation;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "witness");
        daemon.setDaemon(true);
        return daemon;
    });
    private boolean answered = true;

    FollowWitness(Installation installation) {
        this.installation = installation;
    }

    static FollowWitness start(Installation installation) {
        FollowWitness follows = new FollowWitness(installation);
        if (installation.witness().isPresent()) {
            follows.thread.scheduleWithFixedDelay(follows::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
        return follows;
    }

    /** Says once that it does not answer, and once that it does again. */
    void look() {
        try {
            installation.followWitness();
            if (!answered) {
                LOG.info("the witness answers again");
            }
            answered = true;
        } catch (EpochUnproven silent) {
            if (answered) {
                LOG.warn("the witness is asked again until it answers reason={}", silent.getMessage());
            }
            answered = false;
        } catch (RuntimeException unexpected) {
            // The executor would swallow it, and never ask again.
            LOG.error("the witness could not be followed; it is tried again", unexpected);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
