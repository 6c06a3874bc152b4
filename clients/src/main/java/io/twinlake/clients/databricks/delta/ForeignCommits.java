package io.twinlake.clients.databricks.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
     * @param commits all that are known, newest first; those up to our version only tell whose hand ours is
     * @param own those that are ours although the version before them is the last that we know
     */
    public static List<DeltaVersion> among(List<DeltaVersion> commits, long ours, OwnCommits own) {
        List<DeltaVersion> foreign = new ArrayList<>();
        @Nullable String hand = hand(commits, ours, own);
        int metadata = own.metadata();
        for (DeltaVersion commit : commits) {
            if (commit.version() <= ours || (commit.restoredVersion() != null && commit.restoredVersion() == ours)) {
                break;
            }
            if (MAINTENANCE.contains(commit.operation().toUpperCase(Locale.ROOT))
                    || own.isOurClone(commit)
                    || own.seen().contains(commit.version())) {
                continue;
            }
            if (metadata > 0 && OwnCommits.ofMetadata(commit) && mayBeOf(hand, commit)) {
                metadata--;
                continue;
            }
            foreign.add(commit);
        }
        return foreign;
    }

    /** Whether commits behind our version may be ours or not, as long as it is not known whose hand is ours. */
    static boolean mustKnowOurHand(List<DeltaVersion> commits, long ours, OwnCommits own) {
        return own.metadata() > 0
                && hand(commits, ours, own) == null
                && commits.stream()
                        .anyMatch(commit -> commit.version() > ours
                                && !own.seen().contains(commit.version())
                                && OwnCommits.ofMetadata(commit));
    }

    /** Whether it was made by our hand: a clone that is ours, from where the other region's tables are mounted. */
    static boolean tellsOurHand(DeltaVersion commit, long ours, OwnCommits own) {
        return own.isOfOurSource(commit) && (commit.version() <= ours || own.isOurClone(commit));
    }

    /** Who we are here: whoever made the clones that are ours. Null where no history says so. */
    private static @Nullable String hand(List<DeltaVersion> commits, long ours, OwnCommits own) {
        return commits.stream()
                .filter(commit -> tellsOurHand(commit, ours, own))
                .map(DeltaVersion::user)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static boolean mayBeOf(@Nullable String hand, DeltaVersion commit) {
        return hand == null || commit.user() == null || hand.equals(commit.user());
    }
}
