package io.twinlake.catalogsync.rebuild;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which versions of a table's two sides are equal, as far as their histories tell. */
sealed interface TableVersionsFound {
    /**
     * They tell it.
     *
     * @param source the version of the side that serves
     * @param replica the version of the other side
     * @param committedAt when that version of the source was committed, where its history goes back so far
     * @param reversed whether the clone went the other way than the direction of today
     * @param untouched whether nothing follows the clone that made them equal
     */
    record Recorded(long source, long replica, @Nullable Instant committedAt, boolean reversed, boolean untouched)
            implements TableVersionsFound {}

    /** They do not, for a reason. */
    record NotRecorded(String what) implements TableVersionsFound {}
}
