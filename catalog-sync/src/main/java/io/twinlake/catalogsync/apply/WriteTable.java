package io.twinlake.catalogsync.apply;

import io.twinlake.catalogsync.Failures;
import io.twinlake.catalogsync.change.ChangeType;
import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.data.CloneTable;
import io.twinlake.catalogsync.data.CloneTarget;
import io.twinlake.catalogsync.data.SetAside;
import io.twinlake.catalogsync.region.ReadSecurable;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.delta.DeltaVersion;
import io.twinlake.config.SecurableKind;
import io.twinlake.ledger.state.CloneRecord;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Makes sure of a table: its rows by a clone where they have moved, then what the clone does not carry. */
final class WriteTable {
    private static final String COLUMN_MAPPING = "delta.columnMapping.mode";
    private static final String UNSUPPORTED_SOURCE = "DELTA_CLONE_UNSUPPORTED_SOURCE";

    private final Workspace source;
    private final CloneTable clone;
    private final SetAside setAside;
    private final AlignTable align;
    private final ReadSecurable read;

    WriteTable(Workspace source, CloneTable clone, SetAside setAside, AlignTable align, ReadSecurable read) {
        this.source = source;
        this.clone = clone;
        this.setAside = setAside;
        this.align = align;
        this.read = read;
    }

    /** The clone that was made or found done; empty if the rows needed none. */
    Optional<CloneRecord> write(Work work, Securable wanted, boolean original) {
        boolean copies =
                work.change().type() == ChangeType.CREATE || work.change().type() == ChangeType.REPLACE;
        Optional<CloneRecord> done = copies ? Optional.of(copy(work, wanted, original)) : Optional.empty();
        Securable now = read.read(wanted.key()).orElseThrow(() -> vanished(wanted));
        align.align(wanted, now);
        return done;
    }

    void pair(CloneRecord done, long replicaVersion) {
        clone.pair(done, replicaVersion);
    }

    private CloneRecord copy(Work work, Securable wanted, boolean original) {
        DeltaVersion version = Objects.requireNonNull(work.version());
        Securable replica = work.replica();
        try {
            if (replica != null && (columnMappingDiffers(wanted, replica) || halfSetAside(replica))) {
                setAside.ensure(replica);
                return clone.ensureCloned(wanted, version, CloneTarget.NEW);
            }
            CloneTarget onto = original ? CloneTarget.ORIGINAL : CloneTarget.REPLICA;
            return clone.ensureCloned(wanted, version, replica == null ? CloneTarget.NEW : onto);
        } catch (ClientException failure) {
            if (replica != null && isOfColumnMapping(failure)) {
                setAside.ensure(replica);
                return clone.ensureCloned(wanted, version, CloneTarget.NEW);
            }
            throw explained(wanted, failure);
        }
    }

    /** An incremental clone cannot follow such a change: the old target is set aside and a full clone is made. */
    private static boolean columnMappingDiffers(Securable wanted, Securable replica) {
        return !wanted.properties()
                .getOrDefault(COLUMN_MAPPING, "none")
                .equals(replica.properties().getOrDefault(COLUMN_MAPPING, "none"));
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

    private RuntimeException explained(Securable wanted, ClientException failure) {
        if (UNSUPPORTED_SOURCE.equals(failure.platformCode())) {
            return new NotProtected(Failures.unsupported(
                    wanted.key() + " is not protected: the platform cannot clone it: " + failure.getMessage()));
        }
        boolean dropped = failure.category() != FailureCategory.UNAVAILABLE
                && source.catalog().find(SecurableKind.TABLE, wanted.name()).isEmpty();
        if (!dropped) {
            return failure;
        }
        return new ClientException(
                FailureCategory.NOT_FOUND,
                failure.operation(),
                wanted.name().toString(),
                failure.platformCode(),
                wanted.key() + " was dropped at the source while it was being replicated; the replica is as it was",
                failure);
    }

    static ClientException vanished(Securable wanted) {
        return new ClientException(
                FailureCategory.NOT_FOUND,
                "read back",
                wanted.name().toString(),
                null,
                wanted.key() + " is not at the replica after it was written: somebody dropped it meanwhile",
                null);
    }
}
