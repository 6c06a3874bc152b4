package io.twinlake.config.group;

import java.time.Duration;

/**
 * How hard a sync may press, what it may put back and remove, and how long it waits.
 *
 * @param concurrency objects worked on at once
 * @param onDrift what becomes of a replica that somebody else changed
 * @param onDelete what becomes of a replica whose source is gone
 * @param maxPrune how many removals one run may make at most
 * @param shareWithin how long what one region shares may take to be seen in the other
 */
public record SyncLimits(int concurrency, OnDrift onDrift, OnDelete onDelete, int maxPrune, Duration shareWithin) {
    /** What becomes of a replica that somebody else changed. */
    public enum OnDrift {
        /** It is blocked until a person says which side wins. */
        REPORT,
        /** A person's standing consent: comments, properties, tags and grants become the source's again, and nothing else does. */
        HEAL_METADATA
    }

    /** The same with another number of removals. */
    public SyncLimits pruningAtMost(int removals) {
        return new SyncLimits(concurrency, onDrift, onDelete, removals, shareWithin);
    }
}
