package io.twinlake.clients.databricks.delta;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The commits at a replica that are proven to be ours: clones of source versions that we pinned, and as many changes of comments and
 * properties as we handed in.
 *
 * @param cloned the source's versions
 * @param metadata how many statements we began that change a table's metadata and no row
 */
public record OwnCommits(Set<Long> cloned, int metadata) {
    public static final OwnCommits NONE = new OwnCommits(Set.of(), 0);

    private static final Pattern METADATA = Pattern.compile("(?:SET|UNSET|CHANGE|COMMENT)\\b.*|UPDATE COLUMN METADATA");

    public OwnCommits {
        cloned = Set.copyOf(cloned);
    }

    /** These and those of another writing of ours. */
    public OwnCommits and(OwnCommits other) {
        Set<Long> both = new HashSet<>(cloned);
        both.addAll(other.cloned);
        return new OwnCommits(both, metadata + other.metadata);
    }

    boolean isOurClone(DeltaVersion commit) {
        return commit.operation().equals("CLONE")
                && commit.clonedVersion() != null
                && cloned.contains(commit.clonedVersion());
    }

    static boolean ofMetadata(DeltaVersion commit) {
        return METADATA.matcher(commit.operation()).matches();
    }
}
