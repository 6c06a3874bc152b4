package io.twinlake.clients.databricks.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells which commits at a replica changed its content by another hand than ours. */
public final class ForeignCommits {
    /** They rewrite or remove files and leave every row as it is; the platform runs them by itself. */
    private static final Set<String> MAINTENANCE =
            Set.of("OPTIMIZE", "VACUUM START", "VACUUM END", "REORG", "COMPUTE STATISTICS", "AUTO COMPACTION");

    private ForeignCommits() {}

    /**
     * The commits that changed content since we last wrote, newest first. Going back to our version undoes what came before it.
     *
     * @param since all commits after our version, newest first
     */
    public static List<DeltaVersion> among(List<DeltaVersion> since, long ours) {
        List<DeltaVersion> foreign = new ArrayList<>();
        for (DeltaVersion commit : since) {
            if (commit.restoredVersion() != null && commit.restoredVersion() == ours) {
                break;
            }
            if (!MAINTENANCE.contains(commit.operation().toUpperCase(Locale.ROOT))) {
                foreign.add(commit);
            }
        }
        return foreign;
    }
}
