package io.twinlake.ledger.export.signed;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first line of an exported file.
 *
 * @param schema the version of the tables that the rows are of
 * @param at when the rows were read
 * @param epochs of the groups that the ledger knows, by their names
 * @param reach the newest that its rows, and those of the files before, tell of
 * @param previous the link of the file before; empty for the first
 * @param link what the next file names as its previous; null where it is this file's own signature
 */
public record ExportHeader(
        ExportName name,
        int schema,
        Instant at,
        Map<String, Long> epochs,
        Reach reach,
        String previous,
        @Nullable String link) {
    public ExportHeader {
        epochs = Map.copyOf(epochs);
    }

    /**
     * How far a copy reaches.
     *
     * @param run the last that was begun; null where none was
     * @param auditEvents the number of the audit trail's last entry
     * @param auditHash the hash that the trail ends with
     */
    public record Reach(@Nullable String run, long auditEvents, String auditHash) {}

    /** The names of the groups that the ledger knows. */
    public Set<String> groups() {
        return epochs.keySet();
    }
}
