package io.twinlake.ledger.export;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place that copies of the ledger go to.
 *
 * @param place its name: a region's, or {@code witness}
 * @param sequence the last file that it has; 0 for none
 * @param reachedAt when it got that file
 * @param problem why it did not get the newest one; null where it did
 */
public record PlaceState(
        String place,
        long sequence,
        @Nullable Instant reachedAt,
        @Nullable String problem) {}
