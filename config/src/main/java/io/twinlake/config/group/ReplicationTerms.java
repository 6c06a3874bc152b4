package io.twinlake.config.group;

/** How a group is replicated. */
public record ReplicationTerms(SyncLimits limits, AccessPolicy access) {}
