package io.twinlake.failover.epoch;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.storage.BlobContent;
import io.twinlake.clients.storage.BlobStore;
import io.twinlake.config.name.GroupName;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The witness as one leased blob per group. The container is made when the first group is told of. */
public record BlobWitness(BlobStore blobs) implements Witness {
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(15);
    private static final Duration LONGEST_LEASE = Duration.ofSeconds(60);

    @Override
    public Optional<WitnessState> read(GroupName group) {
        try {
            return blobs.read(name(group))
                    .map(blob ->
                            WitnessText.read(group, blob.text(), blob.entry().etag()));
        } catch (ClientException e) {
            if (e.category() == FailureCategory.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public boolean create(WitnessState first) {
        blobs.ensureContainer();
        return blobs.create(name(first.epoch().group()), BlobContent.of(WitnessText.write(first)))
                .isPresent();
    }

    @Override
    public Optional<WitnessState> replace(WitnessState next, @Nullable String lease) {
        BlobContent content = BlobContent.of(WitnessText.write(next));
        return blobs.replace(name(next.epoch().group()), content, next.etag(), lease)
                .map(next::at);
    }

    @Override
    public boolean take(GroupName group, String lease, Duration timeToLive) {
        return blobs.leases().acquire(name(group), lease, storable(timeToLive));
    }

    @Override
    public boolean renew(GroupName group, String lease) {
        return blobs.leases().renew(name(group), lease);
    }

    @Override
    public void release(GroupName group, String lease) {
        blobs.leases().release(name(group), lease);
    }

    @Override
    public void breakLease(GroupName group) {
        blobs.leases().breakNow(name(group));
    }

    private static String name(GroupName group) {
        return "epochs/" + group + ".json";
    }

    /** Storage knows no shorter and no longer leases; a holder that renews in time notices nothing of it. */
    private static Duration storable(Duration timeToLive) {
        if (timeToLive.compareTo(SHORTEST_LEASE) < 0) {
            return SHORTEST_LEASE;
        }
        return timeToLive.compareTo(LONGEST_LEASE) > 0 ? LONGEST_LEASE : Duration.ofSeconds(timeToLive.toSeconds());
    }
}
