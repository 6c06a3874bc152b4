package io.twinlake.failover.stranded;

import io.twinlake.config.name.ObjectName;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table of a demoted region with content that the other region never got.
 *
 * @param tableId the demoted region's own id of it
 * @param lastReplicatedVersion null for a table that was never replicated
 * @param lastVersion its newest commit
 * @param lastCommit when that was made
 * @param operation what that commit did, in the platform's word
 * @param user who made it, where the platform says so
 */
public record Stranded(
        ObjectName object,
        String tableId,
        Kind kind,
        @Nullable Long lastReplicatedVersion,
        long lastVersion,
        Instant lastCommit,
        String operation,
        @Nullable String user) {
    private static final int NAMED = 5;

    /** What is stranded. */
    public enum Kind {
        /** Commits on a replicated table: the way back must not overwrite it before they are settled. */
        COMMITS,
        /** A table that took a replicated one's place: the way back leaves it alone and blocks its name. */
        RECREATED,
        /** A table that was never replicated: the way back leaves it where it is. */
        NEW_TABLE
    }

    /** A list for a sentence: each table with its last commit, and how many more there are. */
    public static String named(List<Stranded> stranded) {
        String first = stranded.stream().limit(NAMED).map(Stranded::toString).collect(Collectors.joining(", "));
        return stranded.size() > NAMED ? first + " and " + (stranded.size() - NAMED) + " more" : first;
    }

    /** The table with its last commit. */
    @Override
    public String toString() {
        return object + " (version " + lastVersion + ", " + operation + " of " + lastCommit + ")";
    }

    /** Whether the way back waits until somebody has settled it. */
    public boolean toBeSettled() {
        return kind != Kind.NEW_TABLE;
    }
}
