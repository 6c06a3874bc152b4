package io.twinlake.ledger.export;

import io.twinlake.config.access.Secret;
import io.twinlake.ledger.export.signed.RefusedExport;
import io.twinlake.ledger.export.signed.VerifiedExport;
import io.twinlake.ledger.id.RunId;
import java.nio.file.Path;
import java.util.List;

/** Copies of the ledger: written from it to files, and a ledger made of them. */
public interface Exports {
    /** The sequence of the last file that reached a place; 0 before the first. */
    long sequence();

    /** Whether anything happened that no file tells. */
    boolean isBehind();

    /**
     * Whether a run of another ledger has moved a group since, so that this one no longer tells what is: its copies must not come after
     * those of the other.
     */
    boolean isSuperseded();

    /** Writes what happened since the last file as the next one; the first is a snapshot, and one of fifty again. */
    WrittenExport next(Path file, Secret key);

    /** Writes everything in the place of an increment, for a place that lacks the files before it. */
    WrittenExport snapshot(Path file, Secret key, WrittenExport insteadOf);

    /**
     * Remembers that the file reached a place: the next one begins where it ends.
     *
     * @return false where another process, which shares the ledger, has carried a file of that number meanwhile
     */
    boolean advance(WrittenExport reached);

    /**
     * Takes over a file that a process of this ledger carried to a place, and died before it could remember that. What it tells is told
     * again by the next one.
     *
     * @return false where it does not follow the last file that is remembered
     */
    boolean adopt(VerifiedExport carried);

    /** Runs that ended, and that no copy tells of as ended; the newest first. */
    List<RunId> unexported();

    /** Remembers how a place stands. */
    void note(PlaceState place);

    /** Forgets a place that copies go to no longer. */
    void forget(String place);

    /** All places that were ever written to, by name. */
    List<PlaceState> places();

    /** Whether nothing has happened on this ledger yet. */
    boolean isEmpty();

    /** @throws RefusedExport where something has, so that no copy is restored into it */
    void requireEmpty();

    /**
     * Makes this ledger what a chain of files tells, wholly or not at all. Who serves is unproven from then on: what came behind the files
     * they do not tell.
     *
     * @return the number of rows
     * @throws RefusedExport when this ledger is not empty, or the files are of a later version of the tables
     */
    long restore(ExportChain chain);
}
