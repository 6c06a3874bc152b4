package io.twinlake.orchestrator.sync;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Tells a run to stop between two objects, and why. */
final class RunControl {
    private final AtomicReference<@Nullable StopReason> reason = new AtomicReference<>();

    /** The first reason stays. */
    void stop(StopReason why) {
        reason.compareAndSet(null, why);
    }

    boolean goesOn() {
        return reason.get() == null;
    }

    @Nullable
    StopReason reason() {
        return reason.get();
    }
}
