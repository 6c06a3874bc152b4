package io.twinlake.catalogsync.parity;

import io.twinlake.config.name.RegionName;

/** What came of comparing a table's rows. */
sealed interface ComparedRows {
    /** As far as the tier looks. */
    record Equal() implements ComparedRows {}

    /**
     * Some differ.
     *
     * @param how a sentence
     */
    record Different(String how) implements ComparedRows {}

    /**
     * A side reads the version no more, or not all of its files.
     *
     * @param isNewest whether it is the version that readers meet there now
     */
    record Unreadable(RegionName region, long version, boolean isNewest, String why) implements ComparedRows {}
}
