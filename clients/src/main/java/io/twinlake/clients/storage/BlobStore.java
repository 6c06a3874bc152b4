package io.twinlake.clients.storage;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The blobs of one container. Nothing is contacted before the first call. Thread safe.
 *
 * <p>Losing a race is a return value; whatever else goes wrong is a {@link io.twinlake.clients.ClientException}. A conditional write
 * whose answer is lost is resolved by reading: it returns what came of it. An upload counts as done only when the account has confirmed
 * the checksum of every byte.
 */
public interface BlobStore {
    /** Creates the container where it is missing. */
    void ensureContainer();

    Optional<BlobEntry> find(String name);

    Optional<Blob> read(String name);

    /** All blobs whose name begins so, in name order; complete, or it throws while being read. */
    Stream<BlobEntry> list(String prefix);

    /** Writes whatever was there before. @return the new ETag */
    String write(String name, BlobContent content);

    /** Writes only where no blob of that name is. @return its ETag, or empty where there is one */
    Optional<String> create(String name, BlobContent content);

    /**
     * Writes only over the state that has this ETag.
     *
     * @param lease the lease that this caller holds on the blob, if it does
     * @return the new ETag, or empty where the blob changed, is gone, or is leased by another
     */
    Optional<String> replace(String name, BlobContent content, String etag, @Nullable String lease);

    /** Deletes a blob. @return false where there was none */
    boolean delete(String name);

    BlobLeases leases();
}
