package io.twinlake.config.group;

/**
 * How hard a sync may press.
 *
 * @param concurrency objects worked on at once
 * @param prune whether replicas of objects gone from the source may be removed
 * @param pruneLimit how many removals one run may make at most
 */
public record SyncLimits(int concurrency, boolean prune, int pruneLimit) {}
