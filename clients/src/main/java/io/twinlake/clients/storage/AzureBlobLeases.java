package io.twinlake.clients.storage;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.options.BlobAcquireLeaseOptions;
import com.azure.storage.blob.options.BlobBreakLeaseOptions;
import com.azure.storage.blob.options.BlobReleaseLeaseOptions;
import com.azure.storage.blob.options.BlobRenewLeaseOptions;
import com.azure.storage.blob.specialized.BlobLeaseClient;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.retry.Repeat;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Leases through the Azure SDK. Taking one with the same id twice is taking it once, so every call may be repeated. */
final class AzureBlobLeases implements BlobLeases {
    private final Function<String, BlobClient> blobs;
    private final BlobCalls calls;

    AzureBlobLeases(Function<String, BlobClient> blobs, BlobCalls calls) {
        this.blobs = blobs;
        this.calls = calls;
    }

    @Override
    public Optional<String> acquire(String name, Duration duration) {
        String id = UUID.randomUUID().toString();
        return acquire(name, id, duration) ? Optional.of(id) : Optional.empty();
    }

    @Override
    public boolean acquire(String name, String id, Duration duration) {
        return unlessAnothers(() -> calls.run(
                Repeat.FREELY,
                "lease blob",
                name,
                limit -> lease(name, id)
                        .acquireLeaseWithResponse(
                                new BlobAcquireLeaseOptions(Math.toIntExact(duration.toSeconds())),
                                limit,
                                Context.NONE)));
    }

    @Override
    public boolean renew(String name, String lease) {
        return unlessAnothers(() -> calls.run(
                Repeat.FREELY,
                "renew the lease on blob",
                name,
                limit -> lease(name, lease).renewLeaseWithResponse(new BlobRenewLeaseOptions(), limit, Context.NONE)));
    }

    @Override
    public boolean release(String name, String lease) {
        return unlessAnothers(() -> calls.run(
                Repeat.FREELY,
                "release the lease on blob",
                name,
                limit -> lease(name, lease)
                        .releaseLeaseWithResponse(new BlobReleaseLeaseOptions(), limit, Context.NONE)));
    }

    @Override
    public void breakNow(String name) {
        BlobBreakLeaseOptions atOnce = new BlobBreakLeaseOptions().setBreakPeriod(Duration.ZERO);
        // A conflict here says that there is no lease to break.
        unlessAnothers(() -> calls.run(
                Repeat.FREELY,
                "break the lease on blob",
                name,
                limit ->
                        lease(name, UUID.randomUUID().toString()).breakLeaseWithResponse(atOnce, limit, Context.NONE)));
    }

    private BlobLeaseClient lease(String name, String id) {
        return new BlobLeaseClientBuilder()
                .blobClient(blobs.apply(name))
                .leaseId(id)
                .buildClient();
    }

    private static boolean unlessAnothers(Runnable call) {
        try {
            call.run();
            return true;
        } catch (ClientException refused) {
            if (BlobCalls.isLostRace(refused)) {
                return false;
            }
            throw refused;
        }
    }
}
