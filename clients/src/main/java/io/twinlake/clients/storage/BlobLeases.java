package io.twinlake.clients.storage;

import java.time.Duration;
import java.util.Optional;

/** Leases on blobs of one container: at most one holder at a time, by the account's clock. */
public interface BlobLeases {
    /**
     * Takes the lease on an existing blob.
     *
     * @param duration 15 to 60 seconds
     * @return the lease's id, or empty where another holds it
     */
    Optional<String> acquire(String name, Duration duration);

    /**
     * Takes the lease on an existing blob under an id of the caller's choice, a UUID; whoever holds it under that id has it again.
     *
     * @param duration 15 to 60 seconds
     * @return false where another holds it
     */
    boolean acquire(String name, String lease, Duration duration);

    /** Holds the lease for its whole duration again. @return false where it is no longer ours */
    boolean renew(String name, String lease);

    /** Gives the lease back. @return false where it was no longer ours */
    boolean release(String name, String lease);

    /** Takes the lease from whoever holds it, at once; a blob without a lease is left as it is. */
    void breakNow(String name);
}
