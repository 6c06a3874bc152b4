package io.twinlake.catalogsync.parity;

import io.twinlake.catalogsync.change.FieldDifference;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.situation.Pairing;
import io.twinlake.ledger.parity.ParityState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison has found so far.
 *
 * @param rows the pair of versions whose rows a deeper tier compares, null where there is nothing to compare
 * @param replica the replica's table, whose columns the comparison reads
 * @param differs the fields in which both sides differ
 */
record Finding(
        ParityState state,
        @Nullable String reason,
        @Nullable Pairing rows,
        @Nullable Securable replica,
        List<FieldDifference> differs) {
    static Finding of(ParityState state, @Nullable String reason) {
        return new Finding(state, reason, null, null, List.of());
    }

    /** The same of which this is not known, where it would be in sync. */
    Finding unlessKnown(boolean known, String otherwise) {
        return known || state != ParityState.IN_SYNC
                ? this
                : new Finding(ParityState.UNKNOWN, otherwise, rows, replica, differs);
    }

    /** The same of an object that stands without something, where it would be in sync. */
    Finding lacking(@Nullable String what) {
        return what == null || state != ParityState.IN_SYNC
                ? this
                : new Finding(ParityState.LACKING, what, rows, replica, differs);
    }

    Finding withRows(Pairing pair, Securable table) {
        boolean comparable = pair.sourceVersion() != null && pair.replicaVersion() != null;
        return new Finding(state, reason, comparable ? pair : null, table, differs);
    }

    /** The same with fields that differ, behind those that it has. */
    Finding differing(List<FieldDifference> fields) {
        List<FieldDifference> all = new ArrayList<>(differs);
        all.addAll(fields);
        return new Finding(state, reason, rows, replica, all);
    }
}
