package io.twinlake.clients.databricks.delta;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One commit of a Delta table.
 *
 * @param operation the platform's word for what it did, such as MERGE
 * @param user who did it, where the platform says so
 * @param restoredVersion the version that a RESTORE went back to, null for other operations
 * @param cloned what a CLONE copied, null for other operations and where the platform does not tell the source's version
 */
public record DeltaVersion(
        long version,
        Instant committedAt,
        String operation,
        @Nullable String user,
        @Nullable Long restoredVersion,
        @Nullable Cloned cloned) {}
