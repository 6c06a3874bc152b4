package io.twinlake.clients.databricks.delta;

import io.twinlake.clients.databricks.sharing.Mounted;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The commits at a replica that are proven to be ours: clones of the source's versions that we pinned, and changes of comments and properties
 * that we handed in.
 *
 * @param source the table that is cloned, as the region of the replica sees it; null where none is
 * @param cloned the source's versions
 * @param seen versions of the replica that we saw our own statements make
 * @param metadata how many more statements we began that change a table's metadata and no row
 */
public record OwnCommits(@Nullable Mounted source, Set<Long> cloned, Set<Long> seen, int metadata) {
    public static final OwnCommits NONE = new OwnCommits(null, Set.of(), Set.of(), 0);

    private static final Pattern METADATA = Pattern.compile("(?:SET|UNSET|CHANGE|COMMENT)\\b.*|UPDATE COLUMN METADATA");

    public OwnCommits {
        cloned = Set.copyOf(cloned);
        seen = Set.copyOf(seen);
    }

    public static OwnCommits clones(Mounted source, Set<Long> versions) {
        return new OwnCommits(source, versions, Set.of(), 0);
    }

    /** These and those of another writing of ours at the same table. */
    public OwnCommits and(OwnCommits other) {
        return new OwnCommits(
                source == null ? other.source : source,
                union(cloned, other.cloned),
                union(seen, other.seen),
                metadata + other.metadata);
    }

    private static Set<Long> union(Set<Long> these, Set<Long> those) {
        Set<Long> both = new HashSet<>(these);
        both.addAll(those);
        return both;
    }

    boolean isOurClone(DeltaVersion commit) {
        Cloned copy = commit.cloned();
        return copy != null
                && source != null
                && !copy.shallow()
                && cloned.contains(copy.version())
                && copy.mayBeOf(source);
    }

    /** Whether it copied the table that we copy, by its name and at whatever version. */
    boolean isOfOurSource(DeltaVersion commit) {
        Cloned copy = commit.cloned();
        return copy != null && source != null && copy.isOf(source);
    }

    /** Whether a commit changed a table's metadata and no row. */
    public static boolean ofMetadata(DeltaVersion commit) {
        return METADATA.matcher(commit.operation()).matches();
    }
}
