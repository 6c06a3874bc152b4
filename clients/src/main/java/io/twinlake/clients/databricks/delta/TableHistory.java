package io.twinlake.clients.databricks.delta;

import io.twinlake.clients.databricks.sql.Statements;
import io.twinlake.config.name.ObjectName;
import java.util.List;
import java.util.function.Predicate;

/**
 * Reads the commits of Delta tables at one region's warehouse, each time as far back as it must: a table may have a hundred thousand of them.
 */
public final class TableHistory {
    /** Comes before a table's first version. */
    public static final long NO_VERSION = -1;

    /** How many commits are asked for where nothing says how many it takes. */
    private static final long SOME = 20;

    private static final int FURTHER = 8;

    private final HistoryStatements statements;

    public TableHistory(Statements statements) {
        this.statements = new HistoryStatements(statements);
    }

    /** The newest commit. */
    public DeltaVersion current(ObjectName table) {
        List<DeltaVersion> newest = read(table, 1);
        if (newest.isEmpty()) {
            throw Commits.none(table);
        }
        return newest.get(0);
    }

    /** All commits after a version, newest first. */
    public List<DeltaVersion> after(ObjectName table, long version) {
        return backTo(table, SOME, commit -> commit.version() <= version).stream()
                .filter(commit -> commit.version() > version)
                .toList();
    }

    /** The newest commits, newest first, back to the newest that is such a one; all where none is. */
    public List<DeltaVersion> backTo(ObjectName table, Predicate<DeltaVersion> such) {
        return backTo(table, SOME, such);
    }

    /**
     * The commits that changed content since a version of ours, newest first. A table that stands before our version was put in another
     * state by somebody: its newest commit tells of it.
     *
     * @param ours {@link #NO_VERSION} where every commit is to be proven
     * @param own the later ones that are ours all the same
     */
    public List<DeltaVersion> foreignSince(ObjectName table, long ours, DeltaVersion current, OwnCommits own) {
        if (current.version() == ours) {
            return List.of();
        }
        if (current.version() < ours) {
            return List.of(current);
        }
        long since = current.version() - ours;
        List<DeltaVersion> commits = backTo(table, since, commit -> commit.version() <= ours + 1);
        if (ForeignCommits.mustKnowOurHand(commits, ours, own)) {
            commits = backTo(
                    table,
                    since * FURTHER,
                    commit -> commit.version() <= ours + 1 && ForeignCommits.tellsOurHand(commit, ours, own));
        }
        return ForeignCommits.among(commits, ours, own);
    }

    /**
     * Asks for more and more until it was enough. A count from a version that was read before is no proof: others commit meanwhile.
     *
     * @param first how many are asked for at first
     */
    private List<DeltaVersion> backTo(ObjectName table, long first, Predicate<DeltaVersion> such) {
        for (long limit = first; ; limit *= FURTHER) {
            List<DeltaVersion> commits = read(table, limit);
            if (commits.size() < limit || commits.stream().anyMatch(such)) {
                return commits;
            }
        }
    }

    private List<DeltaVersion> read(ObjectName table, long limit) {
        return Commits.in(statements.newest(table, Math.min(limit, Integer.MAX_VALUE)));
    }
}
