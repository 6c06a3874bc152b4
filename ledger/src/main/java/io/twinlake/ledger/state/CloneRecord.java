package io.twinlake.ledger.state;

import io.twinlake.config.GroupName;
import io.twinlake.config.ObjectName;
import io.twinlake.ledger.run.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One deep clone of one table in one run.
 *
 * @param statementId the statement at the replica's warehouse, stored before it is polled
 * @param sourceVersion the pinned version
 * @param sourceCommittedAt when the source committed that version
 * @param replicaVersion the version that the clone became at the replica, once done
 * @param files files copied
 * @param bytes bytes copied
 * @param mode {@code full} or {@code incremental}
 */
public record CloneRecord(
        RunId run,
        GroupName group,
        ObjectName object,
        String sourceTableId,
        long sourceVersion,
        Instant sourceCommittedAt,
        @Nullable String statementId,
        @Nullable Long replicaVersion,
        @Nullable Long files,
        @Nullable Long bytes,
        @Nullable String mode,
        State state) {

    /** The same clone, which came to nothing. */
    public CloneRecord failed() {
        return new CloneRecord(
                run,
                group,
                object,
                sourceTableId,
                sourceVersion,
                sourceCommittedAt,
                statementId,
                replicaVersion,
                files,
                bytes,
                mode,
                State.FAILED);
    }

    /** Where a clone stands. */
    public enum State {
        INTENDED,
        SUBMITTED,
        DONE,
        FAILED
    }
}
