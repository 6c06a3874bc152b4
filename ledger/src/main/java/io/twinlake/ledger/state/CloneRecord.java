package io.twinlake.ledger.state;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.id.RunId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One deep clone of one table in one run.
 *
 * @param mode null where the copy was found made
 * @param statementId the statement at the replica's warehouse, stored before it is polled
 */
public record CloneRecord(
        RunId run,
        GroupName group,
        ObjectName object,
        Source source,
        @Nullable Mode mode,
        @Nullable String statementId,
        Copy copy,
        State state) {

    /** The same clone, handed in at the replica's warehouse. */
    public CloneRecord submitted(String statement) {
        return new CloneRecord(run, group, object, source, mode, statement, copy, State.SUBMITTED);
    }

    /** The same clone, done. */
    public CloneRecord became(Copy made) {
        return new CloneRecord(run, group, object, source, mode, statementId, made, State.DONE);
    }

    /** The same clone, which came to nothing. */
    public CloneRecord failed() {
        return new CloneRecord(run, group, object, source, mode, statementId, copy, State.FAILED);
    }

    /**
     * What is cloned.
     *
     * @param version the pinned one
     * @param committedAt when the source committed that version
     */
    public record Source(String tableId, long version, Instant committedAt) {}

    /**
     * What a clone became at the replica; null is not known.
     *
     * @param version the replica's own
     * @param files files copied
     * @param bytes bytes copied
     */
    public record Copy(
            @Nullable Long version,
            @Nullable Long files,
            @Nullable Long bytes) {
        /** Nothing is known. */
        public static final Copy UNKNOWN = new Copy(null, null, null);

        /** The same copy, at a version of the replica. */
        public Copy at(long newVersion) {
            return new Copy(newVersion, files, bytes);
        }
    }

    /** How much of the source a clone copies. */
    public enum Mode {
        FULL,
        INCREMENTAL;

        /** As documents and the ledger write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException where no mode has that word */
        public static Mode of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** Where a clone stands. */
    public enum State {
        INTENDED,
        SUBMITTED,
        DONE,
        FAILED
    }
}
