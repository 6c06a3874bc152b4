package io.twinlake.catalogsync.rebuild;

import io.twinlake.clients.databricks.delta.Cloned;
import io.twinlake.clients.databricks.delta.DeltaVersion;
import io.twinlake.clients.databricks.delta.ForeignCommits;
import io.twinlake.clients.databricks.delta.OwnCommits;
import io.twinlake.clients.databricks.sharing.Mounted;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The last versions at which an original and what was made from it held the same rows, by the clones in their histories: each clone notes the
 * version of the other side that it copied.
 *
 * @param back whether it was the original that was cloned onto, on the way back; anybody may have cloned another table onto it, so the rows
 *     have to be compared
 */
record EqualVersions(long original, long made, boolean back) {
    /**
     * Reads them from both histories, newest first.
     *
     * @param original back to the version that the last clone of what was made copied, at least
     * @param made back to that clone, at least
     * @param mounted the table as each region sees the other's
     * @return empty where what was made has no such clone in its history
     */
    static Optional<EqualVersions> in(List<DeltaVersion> original, List<DeltaVersion> made, Mounted mounted) {
        Optional<EqualVersions> there = lastClone(made, mounted)
                .map(clone -> new EqualVersions(copied(clone).version(), clone.version(), false));
        Optional<EqualVersions> back = lastClone(original, mounted)
                .map(clone -> new EqualVersions(clone.version(), copied(clone).version(), true));
        // What was made copied the original as it was after its own clone, or before it.
        return there.isPresent()
                        && back.isPresent()
                        && there.get().original() < back.get().original()
                ? back
                : there;
    }

    /** The newest commit behind a version that is neither a change of metadata nor the platform's maintenance. */
    static Optional<DeltaVersion> ofRows(List<DeltaVersion> history, long version) {
        List<DeltaVersion> since =
                history.stream().filter(commit -> commit.version() > version).toList();
        return ForeignCommits.among(since, version, new OwnCommits(null, Set.of(), Set.of(), since.size())).stream()
                .findFirst();
    }

    private static Optional<DeltaVersion> lastClone(List<DeltaVersion> history, Mounted mounted) {
        return history.stream().filter(commit -> isClone(commit, mounted)).findFirst();
    }

    /** Whether a commit copied the rows of that table, as far as it tells. */
    static boolean isClone(DeltaVersion commit, Mounted mounted) {
        return commit.cloned() != null
                && !commit.cloned().shallow()
                && commit.cloned().mayBeOf(mounted);
    }

    /** The version of the original that the last clone of what was made from it copied. */
    static Optional<Long> lastCopied(List<DeltaVersion> made, Mounted mounted) {
        return lastClone(made, mounted).map(clone -> copied(clone).version());
    }

    private static Cloned copied(DeltaVersion clone) {
        return Objects.requireNonNull(clone.cloned());
    }
}
