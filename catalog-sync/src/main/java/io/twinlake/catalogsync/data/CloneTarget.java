package io.twinlake.catalogsync.data;

import io.twinlake.clients.databricks.Marker;
import java.util.Optional;

/**
 * What stands where a clone is to be made: nothing, a replica of ours, or an original that the ledger pairs.
 *
 * @param marker what the clone is to say of itself; an original says nothing
 */
public record CloneTarget(boolean exists, Optional<Marker> marker) {
    /** A name that is free. */
    public static CloneTarget absent(Marker marker) {
        return new CloneTarget(false, Optional.of(marker));
    }

    /** A replica of ours. */
    public static CloneTarget replica(Marker marker) {
        return new CloneTarget(true, Optional.of(marker));
    }

    /** What Twinlake did not make and may write. */
    public static CloneTarget original() {
        return new CloneTarget(true, Optional.empty());
    }
}
