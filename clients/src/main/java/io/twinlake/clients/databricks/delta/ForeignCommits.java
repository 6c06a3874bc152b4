package io.twinlake.clients.databricks.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells which commits at a replica changed its content by another hand than ours. */
public final class ForeignCommits {
    /**
     * They rewrite or remove files and leave every row and the definition as they are; the platform runs them by itself. The one list of what
     * may follow our version in a table that is called in sync.
     */
    private static final Set<String> MAINTENANCE =
            Set.of("OPTIMIZE", "VACUUM START", "VACUUM END", "REORG", "COMPUTE STATISTICS", "AUTO COMPACTION");

    private ForeignCommits() {}

    /**
     * The commits that changed content since we last wrote, newest first. Going back to our version undoes what came before it.
     *
     * @param since all commits after our version, newest first
     * @param own those that are ours although the version before them is the last that we know
     */
    public static List<DeltaVersion> among(List<DeltaVersion> since, long ours, OwnCommits own) {
        List<DeltaVersion> foreign = new ArrayList<>();
        int metadata = own.metadata();
        for (DeltaVersion commit : since) {
            if (commit.restoredVersion() != null && commit.restoredVersion() == ours) {
                break;
            }
            if (MAINTENANCE.contains(commit.operation().toUpperCase(Locale.ROOT)) || own.isOurClone(commit)) {
                continue;
            }
            if (metadata > 0 && OwnCommits.ofMetadata(commit)) {
                metadata--;
                continue;
            }
            foreign.add(commit);
        }
        return foreign;
    }
}
