package io.twinlake.ledger.export;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first line of an exported file.
 *
 * @param schema the version of the tables that the rows are of
 * @param at when the rows were read
 * @param groups the names of the groups that the ledger knows
 * @param previous the link of the file before; empty for the first
 * @param link what the next file names as its previous; null where it is this file's own signature
 */
public record ExportHeader(
        ExportName name,
        int schema,
        Instant at,
        Set<String> groups,
        String previous,
        @Nullable String link) {
    public ExportHeader {
        groups = Set.copyOf(groups);
    }
}
