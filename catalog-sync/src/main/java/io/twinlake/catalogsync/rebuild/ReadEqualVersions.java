package io.twinlake.catalogsync.rebuild;

import io.twinlake.catalogsync.kind.Table;
import io.twinlake.catalogsync.parity.RowDigestSql;
import io.twinlake.catalogsync.rebuild.TableVersionsFound.NotRecorded;
import io.twinlake.catalogsync.rebuild.TableVersionsFound.Recorded;
import io.twinlake.catalogsync.securable.ColumnDefinition;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.delta.DeltaVersion;
import io.twinlake.clients.databricks.delta.TableHistory;
import io.twinlake.clients.databricks.sharing.Mounted;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.StatementId;
import io.twinlake.config.name.GroupName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads from the histories of a table's two sides which versions are equal, and whether another hand wrote since. */
final class ReadEqualVersions {
    private static final Duration AT_MOST = Duration.ofHours(2);

    private final Workspace source;
    private final Workspace replica;
    private final GroupName group;

    ReadEqualVersions(Workspace source, Workspace replica, GroupName group) {
        this.group = group;
        this.source = source;
        this.replica = replica;
    }

    /** @param made which side Twinlake made */
    TableVersionsFound read(Securable origin, Securable there, Made made) {
        boolean replicaMade = made == Made.REPLICA;
        Mounted mounted = new Mounted(group, origin.name());
        List<DeltaVersion> ofMade = replicaMade
                ? history(replica).backTo(there.name(), commit -> EqualVersions.isClone(commit, mounted))
                : history(source).backTo(origin.name(), commit -> EqualVersions.isClone(commit, mounted));
        long copied = EqualVersions.lastCopied(ofMade, mounted).orElse(Long.MAX_VALUE);
        List<DeltaVersion> ofOriginal = replicaMade
                ? history(source).backTo(origin.name(), commit -> commit.version() <= copied)
                : history(replica).backTo(there.name(), commit -> commit.version() <= copied);
        List<DeltaVersion> atSource = replicaMade ? ofOriginal : ofMade;
        List<DeltaVersion> atReplica = replicaMade ? ofMade : ofOriginal;
        Optional<EqualVersions> found = EqualVersions.in(ofOriginal, ofMade, mounted);
        if (found.isEmpty()) {
            return new NotRecorded(
                    "Its history tells of no clone, so that nobody knows which version it is a copy of.");
        }
        EqualVersions equal = found.get();
        long ofSource = replicaMade ? equal.original() : equal.made();
        long ofReplica = replicaMade ? equal.made() : equal.original();
        boolean alike = !equal.back()
                || (tells(atSource, ofSource)
                        && tells(atReplica, ofReplica)
                        && sameRows(origin, ofSource, there, ofReplica));
        if (!alike) {
            return new NotRecorded("Both sides were cloned onto, and version " + ofSource
                    + " of the source does not hold the" + " rows of version " + ofReplica + " of the replica.");
        }
        // The clone was made at the side that was cloned onto: the original on the way back, else what was made from
        // it.
        boolean reversed = equal.back() == replicaMade;
        return reversed
                ? servesSince(atSource, ofSource, ofReplica)
                : replicatedTo(atSource, ofSource, atReplica, ofReplica);
    }

    /** The replica was cloned from the source: what anybody wrote there since stays as it is. */
    private static TableVersionsFound replicatedTo(
            List<DeltaVersion> atSource, long ofSource, List<DeltaVersion> atReplica, long ofReplica) {
        Optional<DeltaVersion> foreign = EqualVersions.ofRows(atReplica, ofReplica);
        if (foreign.isPresent()) {
            return new NotRecorded("It was written to at the replica behind the last clone: version "
                    + foreign.get().version() + " (" + foreign.get().operation() + ").");
        }
        long current = newest(atReplica, ofReplica);
        return new Recorded(ofSource, current, committedAt(atSource, ofSource), false, current == ofReplica);
    }

    /** The source was cloned from what is the replica today, and serves since: its own statements right behind the clone changed no row. */
    private static TableVersionsFound servesSince(List<DeltaVersion> atSource, long ofSource, long ofReplica) {
        long current = newest(atSource, ofSource);
        boolean unmoved = EqualVersions.ofRows(atSource, ofSource).isEmpty();
        return new Recorded(unmoved ? current : ofSource, ofReplica, null, true, false);
    }

    private boolean sameRows(Securable origin, long ofSource, Securable there, long ofReplica) {
        List<ColumnDefinition> columns = ((Table) origin.definition()).columns();
        StatementId left =
                source.statements().submit(Statement.of(RowDigestSql.checksums(origin.name(), ofSource, columns)));
        StatementId right =
                replica.statements().submit(Statement.of(RowDigestSql.checksums(there.name(), ofReplica, columns)));
        return source.statements()
                .await(left, AT_MOST)
                .rows()
                .equals(replica.statements().await(right, AT_MOST).rows());
    }

    private static boolean tells(List<DeltaVersion> history, long version) {
        return history.stream().anyMatch(commit -> commit.version() == version);
    }

    private static TableHistory history(Workspace region) {
        return new TableHistory(region.statements());
    }

    private static long newest(List<DeltaVersion> history, long atLeast) {
        return history.stream().mapToLong(DeltaVersion::version).max().orElse(atLeast);
    }

    private static @Nullable Instant committedAt(List<DeltaVersion> history, long version) {
        return history.stream()
                .filter(commit -> commit.version() == version)
                .map(DeltaVersion::committedAt)
                .findFirst()
                .orElse(null);
    }
}
