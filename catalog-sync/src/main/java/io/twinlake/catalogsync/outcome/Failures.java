package io.twinlake.catalogsync.outcome;

import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.state.Failure;

/** Why an object could not be replicated, as the ledger keeps it. */
public final class Failures {
    private Failures() {}

    public static Failure of(ClientException failure) {
        return new Failure(
                failure.category().word(),
                failure.sentence(),
                failure.category().nextOfObject());
    }

    /** A failure that no client reported: an answer that could not be understood. */
    public static Failure unreadable(RuntimeException failure) {
        return new Failure(
                FailureCategory.PROTOCOL.word(),
                "the platform's answer could not be understood: " + failure.getMessage(),
                "Compare the object in both regions; if it looks well, report this message.");
    }

    public static Failure blocked(String message, String next) {
        return new Failure("blocked", message, next);
    }

    public static Failure notFound(String message, String next) {
        return new Failure(FailureCategory.NOT_FOUND.word(), message, next);
    }

    /** What was replicated and is not any more, and stands in the other region, maybe as what it was once copied from. */
    public static Failure leftBehind(String message) {
        return blocked(
                message,
                "See that the copy is guarded as it is to be, or drop it, and exclude the table from the group: it is not replicated any more.");
    }

    /** The platform refuses to share or clone a table, as it does where it hides rows or values from Twinlake. */
    public static Failure hidden(String category, String message) {
        return new Failure(
                category,
                message,
                "See that Twinlake holds SELECT on it, then run it again. Where something guards it: name Twinlake's principal in"
                        + " the EXCEPT of every policy that covers the table; its replica is then unfiltered, so make the policies in the other region first. Or exclude the table from the group.");
    }

    /** A version that readers meet now, of which files were removed. */
    public static Failure missingFiles(SecurableKey key, long version, RegionName region, String why) {
        return notFound(
                "not all files of " + key + " at version " + version + " can be read in " + region + ": " + why,
                "Have its files put back there, RESTORE a version whose files are there, or let go of what is lost: FSCK REPAIR TABLE "
                        + Identifiers.quote(key.name()) + ".");
    }

    public static Failure unsupported(String reason) {
        return new Failure(
                "unsupported",
                reason,
                "Exclude it from the group, or protect it by other means: it is not replicated.");
    }
}
