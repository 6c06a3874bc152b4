package io.twinlake.config.group;

import io.twinlake.config.name.PropertyPattern;
import java.util.List;

/**
 * How a group is replicated.
 *
 * @param ownProperties properties that each region has for itself, beside those that Twinlake knows to be the platform's
 */
public record ReplicationTerms(SyncLimits limits, AccessPolicy access, List<PropertyPattern> ownProperties) {
    public ReplicationTerms {
        ownProperties = List.copyOf(ownProperties);
    }

    ReplicationTerms pruningAtMost(int removals) {
        return new ReplicationTerms(limits.pruningAtMost(removals), access, ownProperties);
    }
}
