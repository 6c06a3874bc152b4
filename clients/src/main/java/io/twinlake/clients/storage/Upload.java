package io.twinlake.clients.storage;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.BlockBlobItem;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.retry.FailedTry;
import io.twinlake.clients.retry.Repeat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One write of a blob. It may be sent more than once: the account checks length and MD5 of what arrives, and the blob carries the write's
 * own id, by which a refused repeat finds out that an earlier try, whose answer was lost, did the work.
 */
final class Upload {
    private static final String ID = "twinlakewrite";

    private final BlobCalls calls;
    private final BlobClient blob;
    private final String name;
    private final BlobContent content;
    private final byte[] md5;
    private final String id = UUID.randomUUID().toString();
    private boolean mayBeDone;

    Upload(BlobCalls calls, BlobClient blob, String name, BlobContent content) {
        this.calls = calls;
        this.blob = blob;
        this.name = name;
        this.content = content;
        this.md5 = md5(content);
    }

    /** Writes. @return the new ETag, or empty where the conditions do not hold */
    Optional<String> run(BlobRequestConditions conditions) {
        try {
            return Optional.of(calls.run(Repeat.FREELY, "write blob", name, limit -> send(conditions, limit)));
        } catch (ClientException refused) {
            if (!BlobCalls.isLostRace(refused) && !"BlobNotFound".equals(refused.platformCode())) {
                throw refused;
            }
            return mayBeDone ? ours() : Optional.empty();
        }
    }

    private String send(BlobRequestConditions conditions, Duration limit) {
        BlockBlobSimpleUploadOptions options = new BlockBlobSimpleUploadOptions(data())
                .setContentMd5(md5)
                .setMetadata(Map.of(ID, id))
                .setRequestConditions(conditions);
        boolean answered = false;
        try {
            BlockBlobItem item = blob.getBlockBlobClient()
                    .uploadWithResponse(options, limit, Context.NONE)
                    .getValue();
            answered = true;
            if (item.getContentMd5() != null && !Arrays.equals(md5, item.getContentMd5())) {
                throw FailedTry.unanswered(
                        FailureCategory.UNAVAILABLE, Effect.UNKNOWN, "other bytes arrived than were sent", null);
            }
            return item.getETag();
        } catch (BlobStorageException refused) {
            answered = refused.getStatusCode() < 500;
            throw refused;
        } finally {
            mayBeDone |= !answered;
        }
    }

    /** The blob as it is now, if it is of this write's making. */
    private Optional<String> ours() {
        return calls.run(Repeat.FREELY, "look at blob", name, limit -> {
            var found =
                    blob.getPropertiesWithResponse(null, limit, Context.NONE).getValue();
            return id.equals(found.getMetadata().get(ID)) ? Optional.of(found.getETag()) : Optional.empty();
        });
    }

    private BinaryData data() {
        if (content instanceof BlobContent.File file) {
            return BinaryData.fromFile(file.path());
        }
        return BinaryData.fromBytes(((BlobContent.Bytes) content).bytes());
    }

    private static byte[] md5(BlobContent content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            if (content instanceof BlobContent.Bytes bytes) {
                return digest.digest(bytes.bytes());
            }
            try (InputStream file = Files.newInputStream(((BlobContent.File) content).path())) {
                byte[] buffer = new byte[1 << 16];
                for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            }
            return digest.digest();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
