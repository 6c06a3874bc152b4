package io.twinlake.catalogsync.parity;

import java.util.Locale;

/** How deep a comparison goes; each tier includes the ones before. */
public enum Tier {
    /** Definitions, access and versions. */
    METADATA,
    /** Numbers of rows, too. */
    COUNTS,
    /** The content of every row, too. */
    CHECKSUMS;

    /** How commands and reports write it: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
