package io.twinlake.orchestrator.export;

import io.twinlake.ledger.export.signed.ExportHeader;
import io.twinlake.ledger.export.signed.VerifiedExport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one place has of a ledger.
 *
 * @param sequence the number of the last file that it has; 0 where it has none that can be trusted, or does not answer
 * @param signedAt when the rows of that file were read
 * @param reachesRun the last run that it tells of
 * @param ok whether a ledger could be restored from this place alone, as new as from all together
 */
public record PlaceReport(
        String place,
        long sequence,
        @Nullable Instant signedAt,
        @Nullable String reachesRun,
        boolean ok,
        String message) {

    static PlaceReport silent(String place, String message) {
        return new PlaceReport(place, 0, null, null, false, message);
    }

    static PlaceReport alone(String place, VerifiedExport last) {
        ExportHeader header = last.header();
        return new PlaceReport(
                place,
                last.name().sequence(),
                header.at(),
                header.reach().run(),
                false,
                "Every file up to " + last.name() + " is as it was signed.");
    }

    static PlaceReport of(String place, VerifiedExport last, VerifiedExport newest) {
        ExportHeader header = last.header();
        boolean same = last.link().equals(newest.link());
        String message;
        if (same) {
            message = "It has the newest copy, and every file is as it was signed.";
        } else if (last.name().sequence() < newest.name().sequence()) {
            message = "It is behind: the newest is number " + newest.name().sequence() + ".";
        } else {
            message = last.name() + " is another file than the newest copy of that number.";
        }
        return new PlaceReport(
                place, last.name().sequence(), header.at(), header.reach().run(), same, message);
    }
}
