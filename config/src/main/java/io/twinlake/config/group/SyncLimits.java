package io.twinlake.config.group;

import java.time.Duration;

/**
 * How hard a sync may press, and how long it waits.
 *
 * @param concurrency objects worked on at once
 * @param prune whether replicas of objects gone from the source may be removed
 * @param pruneLimit how many removals one run may make at most
 * @param shareWithin how long what one region shares may take to be seen in the other
 */
public record SyncLimits(int concurrency, boolean prune, int pruneLimit, Duration shareWithin) {}
