package io.twinlake.clients.databricks.delta;

import io.twinlake.clients.ClientException;
import java.util.Set;

/**
 * Tells that a table's older version can be read and restored no more. VACUUM has removed files of it, the log does not reach back to it, or it is older
 * than {@code delta.deletedFileRetentionDuration}, beyond which the platform goes back to no version even while its files are there.
 */
public final class LostVersion {
    private static final Set<String> OF_FILES = Set.of(
            "DELTA_FILE_NOT_FOUND",
            "DELTA_FILE_NOT_FOUND_DETAILED",
            "FAILED_READ_FILE.FILE_NOT_EXIST",
            "FAILED_READ_FILE.DBR_FILE_NOT_EXIST");

    private static final Set<String> CODES = Set.of(
            "DELTA_CANNOT_RESTORE_TABLE_VERSION",
            "DELTA_VERSION_NOT_FOUND",
            "DELTA_UNSUPPORTED_TIME_TRAVEL_BEYOND_DELETED_FILE_RETENTION_DURATION",
            "DELTA_LOG_FILE_NOT_FOUND",
            "DELTA_TRUNCATED_TRANSACTION_LOG",
            "DELTA_NO_RECREATABLE_HISTORY_FOUND");

    /** What RESTORE says where VACUUM has removed files of the version: it has no error class for it. */
    private static final String MISSED_FILES = "Not all files from version";

    private LostVersion() {}

    /** Whether a statement that names an older version of a table was refused for that. */
    public static boolean isCauseOf(ClientException refusal) {
        String code = refusal.platformCode();
        return isOfFiles(refusal)
                || (code != null && CODES.contains(code))
                || String.valueOf(refusal.getMessage()).contains(MISSED_FILES);
    }

    /** Whether a data file of the version is missing: where it is the newest one, nobody can read the table. */
    public static boolean isOfFiles(ClientException refusal) {
        return refusal.platformCode() != null && OF_FILES.contains(refusal.platformCode());
    }
}
