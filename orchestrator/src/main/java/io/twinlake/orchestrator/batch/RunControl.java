package io.twinlake.orchestrator.batch;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Tells a run to stop between two objects, and why. */
public final class RunControl {
    private final AtomicReference<@Nullable StopReason> reason = new AtomicReference<>();

    /** The first reason stays. */
    public void stop(StopReason why) {
        reason.compareAndSet(null, why);
    }

    public boolean goesOn() {
        return reason.get() == null;
    }

    @Nullable
    public StopReason reason() {
        return reason.get();
    }
}
