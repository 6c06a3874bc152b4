package io.twinlake.catalogsync.apply;

import io.twinlake.catalogsync.access.TakeOwner;
import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.data.CloneTable;
import io.twinlake.catalogsync.data.CloneTarget;
import io.twinlake.catalogsync.data.SetAside;
import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.region.ReadSecurable;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.delta.LostVersion;
import io.twinlake.clients.databricks.delta.TableHistory;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.state.CloneRecord;
import io.twinlake.ledger.state.Failure;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Makes sure of a table: its rows by a clone where they have moved, then what the clone does not carry. */
final class WriteTable {
    private static final String COLUMN_MAPPING = "delta.columnMapping.mode";
    private static final String UNSUPPORTED_SOURCE = "DELTA_CLONE_UNSUPPORTED_SOURCE";

    /** Of the clone's source: what it is made onto may be missing. */
    private static final String NOT_SHOWN = "TABLE_OR_VIEW_NOT_FOUND";

    /** Of the replica's region; any other limit of a clone is that of the shared table's files. */
    private static final String QUOTA = "QUOTA_EXCEEDED";

    private final Workspace source;
    private final CloneTable clone;
    private final TakeOwner take;
    private final SetAside setAside;
    private final AlignTable align;
    private final ReadSecurable read;
    private final LookAgain look;

    WriteTable(
            Workspace source,
            CloneTable clone,
            TakeOwner take,
            SetAside setAside,
            AlignTable align,
            ReadSecurable read,
            LookAgain look) {
        this.source = source;
        this.clone = clone;
        this.take = take;
        this.setAside = setAside;
        this.align = align;
        this.read = read;
        this.look = look;
    }

    /**
     * What became of the rows.
     *
     * @param done the clone that was made or found done; empty if the rows needed none
     * @param since the version of the table after which every commit has to be ours
     */
    record Written(Optional<CloneRecord> done, long since) {}

    /**
     * Makes sure of the table.
     *
     * @param original whether what stands there is none that we made, and stays so
     * @param marker what a table of ours says of itself before it has an id
     */
    Written write(Work work, Securable wanted, boolean original, Marker marker, Writing writing) {
        long planned = look.planned(work);
        Written written = work.copiesRows()
                ? copy(work, wanted, original, marker, writing)
                : new Written(Optional.empty(), planned);
        stopAtForeign(work, written.since(), writing);
        Securable now = read.back(wanted.key());
        align.align(wanted, now, writing);
        return written;
    }

    /** A clone may take hours: what it was made onto is looked at again before anything is written behind it. */
    void stopAtForeign(Work work, long since, Writing writing) {
        look.foreign(work, since, writing.own()).ifPresent(foreign -> {
            throw new Hindered.ChangedMeanwhile(foreign);
        });
    }

    void pair(CloneRecord done, long replicaVersion) {
        clone.pair(done, replicaVersion);
    }

    private Written copy(Work work, Securable wanted, boolean original, Marker marker, Writing writing) {
        Securable replica = work.replica();
        if (replica == null) {
            return create(work, wanted, marker, writing);
        }
        if (columnMappingDiffers(wanted, replica) || halfSetAside(replica)) {
            return createInstead(work, wanted, replica, marker, writing);
        }
        CloneTarget onto = original ? CloneTarget.original() : CloneTarget.replica(marker.on(replica.id()));
        try {
            CloneRecord done = clone(work, wanted, onto, writing);
            return new Written(Optional.of(done), look.planned(work));
        } catch (ClientException failure) {
            if (isOfColumnMapping(failure)) {
                stopWhereTouched(work, onto, writing);
                return createInstead(work, wanted, replica, marker, writing);
            }
            throw explained(work, wanted, failure);
        }
    }

    private Written createInstead(Work work, Securable wanted, Securable replica, Marker marker, Writing writing) {
        // Only its owner may rename a table.
        take.ensure(replica);
        writing.expectCommit();
        setAside.ensure(replica);
        writing.withdrawCommit();
        return create(work, wanted, marker, writing);
    }

    private Written create(Work work, Securable wanted, Marker marker, Writing writing) {
        try {
            CloneRecord done = clone(work, wanted, CloneTarget.absent(marker), writing);
            return new Written(Optional.of(done), TableHistory.NO_VERSION);
        } catch (ClientException failure) {
            if (failure.category() != FailureCategory.CONFLICT
                    || read.read(wanted.key()).isEmpty()) {
                throw explained(work, wanted, failure);
            }
            stopAtForeign(work, TableHistory.NO_VERSION, writing);
            return new Written(Optional.of(goOnWith(work, wanted, marker, writing)), TableHistory.NO_VERSION);
        }
    }

    /** A table that stands in the way and whose every commit is ours: it is what we asked for, or an earlier version of it. */
    private CloneRecord goOnWith(Work work, Securable wanted, Marker marker, Writing writing) {
        return look.copied(wanted.name(), Objects.requireNonNull(work.version()).version())
                ? clone.found(wanted)
                : clone(work, wanted, CloneTarget.replica(marker), writing);
    }

    private CloneRecord clone(Work work, Securable wanted, CloneTarget onto, Writing writing) {
        Runnable lookAgain = () -> stopWhereTouched(work, onto, writing);
        return clone.ensureCloned(wanted, Objects.requireNonNull(work.version()), onto, lookAgain);
    }

    private void stopWhereTouched(Work work, CloneTarget onto, Writing writing) {
        look.obstacle(work, onto, writing.own()).ifPresent(touched -> {
            throw new Hindered.ChangedMeanwhile(touched);
        });
    }

    /** An incremental clone cannot follow such a change: the old target is set aside and a full clone is made. */
    private static boolean columnMappingDiffers(Securable wanted, Securable replica) {
        return !wanted.description()
                .properties()
                .getOrDefault(COLUMN_MAPPING, "none")
                .equals(replica.description().properties().getOrDefault(COLUMN_MAPPING, "none"));
    }

    /** Marked by a run that died before it renamed the table. */
    private static boolean halfSetAside(Securable replica) {
        return replica.marker() != null && replica.marker().archived();
    }

    private static boolean isOfColumnMapping(ClientException failure) {
        String text = (failure.platformCode() + " " + failure.getMessage()).toLowerCase(Locale.ROOT);
        return failure.category() == FailureCategory.INVALID
                && (text.contains("column mapping") || text.contains("column_mapping"));
    }

    private RuntimeException explained(Work work, Securable wanted, ClientException failure) {
        if (UNSUPPORTED_SOURCE.equals(failure.platformCode())) {
            return new Hindered.NotProtected(Failures.unsupported(
                    wanted.key() + " is not protected: the platform cannot clone it: " + failure.getMessage()));
        }
        if (failure.category() == FailureCategory.LIMIT && !QUOTA.equals(failure.platformCode())) {
            return new Hindered.NotProtected(new Failure(
                    FailureCategory.LIMIT.word(),
                    wanted.key() + " is not protected: the platform reads no shared table of so many files: "
                            + failure.getMessage(),
                    "Run OPTIMIZE " + Identifiers.quote(wanted.name())
                            + " at the source, which makes few files of many, then sync again."));
        }
        boolean dropped = failure.category() != FailureCategory.UNAVAILABLE
                && source.catalog().find(SecurableKind.TABLE, wanted.name()).isEmpty();
        if (!dropped && NOT_SHOWN.equals(failure.platformCode())) {
            return new Hindered.NotProtected(Failures.hidden(
                    FailureCategory.NOT_FOUND.word(),
                    wanted.key()
                            + " is at the source, and its share does not show it to the other region, as where a policy or row"
                            + " filter came upon it, or Twinlake lost SELECT on it: " + failure.getMessage()));
        }
        if (dropped) {
            return reworded(
                    wanted,
                    wanted.key() + " was dropped at the source while it was being replicated; the replica is as it was",
                    failure);
        }
        if (LostVersion.isOfFiles(failure)) {
            long version = Objects.requireNonNull(work.version()).version();
            Failure missing = Failures.missingFiles(wanted.key(), version, source.region(), failure.sentence());
            return reworded(wanted, missing.message() + ". " + missing.next(), failure);
        }
        return failure;
    }

    private static ClientException reworded(Securable wanted, String message, ClientException failure) {
        return new ClientException(
                FailureCategory.NOT_FOUND,
                failure.effect(),
                failure.operation(),
                wanted.name().toString(),
                failure.platformCode(),
                message,
                failure);
    }
}
