package io.twinlake.orchestrator.batch;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Lets running syncs come to a stop before anything that they use is closed: the highest phase stops first. */
final class RunDrain implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RunDrain.class);

    private final ActiveRuns active;
    private final Duration atMost;
    private volatile boolean running;

    RunDrain(ActiveRuns active, Duration atMost) {
        this.active = active;
        this.atMost = atMost;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        if (!active.drain(atMost)) {
            LOG.warn("a sync did not stop in time; the next one recovers it waited={}", atMost);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
