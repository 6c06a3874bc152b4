package io.twinlake.failover.fence;

import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.id.RunId;
import java.time.Duration;
import java.util.List;

/** Stops and starts a region's writers. Every call may be repeated, also by another process after this one was cut off. */
public interface Fence {
    /**
     * Stops the writers of a region: keeps their settings (once: a second fencing does not keep the fenced ones), lets no new run begin,
     * cancels those at work and in the queue and waits until they have ended. What cannot be found, stopped or reached, or does not end in
     * time, is a value, and recorded unless the region was fenced before and gives no answer.
     *
     * @param within all calls together end by then, and the wait for runs as well
     * @param guard called right before each write; it throws where this run may write no more
     */
    FenceResult fence(RegionName region, RunId run, Duration within, Runnable guard);

    /**
     * Starts the writers of a region with the settings that the other region's had when they were stopped, or when they were last seen at
     * work where it could not be reached; without either, with those that it had itself before it was fenced. A writer of which nothing is
     * known stays stopped and is named.
     */
    OpenResult open(RegionName region, RunId run, Runnable guard);

    /** Puts a fenced region's writers back as they were: the undoing of {@link #fence}, before another region was opened. */
    OpenResult unfence(RegionName region, RunId run, Runnable guard);

    /** What is wrong with a region that must not write: a writer that could start or is at work. Empty where all is well. Changes nothing. */
    List<String> verifyStandby(RegionName region);

    /** What a fencing of a region would not find, each as a sentence: a configured writer that is gone, renamed or hidden. Changes nothing. */
    List<String> verifySeen(RegionName region);

    /** Keeps how the writers of the region that serves are set now, for the day on which it cannot be asked. Writes to the ledger alone. */
    void remember(RegionName region);
}
