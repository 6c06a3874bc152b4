package io.twinlake.clients.storage;

import com.azure.core.http.rest.PagedResponse;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.DownloadRetryOptions;
import com.azure.storage.blob.models.ListBlobsOptions;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.retry.FailedTry;
import io.twinlake.clients.retry.Repeat;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A container through the Azure SDK, whose own retries are off. */
final class AzureBlobStore implements BlobStore {
    private static final DownloadRetryOptions NO_RETRIES = new DownloadRetryOptions().setMaxRetryRequests(0);

    private final BlobContainerClient container;
    private final BlobCalls calls;

    AzureBlobStore(BlobContainerClient container, BlobCalls calls) {
        this.container = container;
        this.calls = calls;
    }

    @Override
    public void ensureContainer() {
        calls.run(
                Repeat.FREELY,
                "create the container",
                null,
                limit -> container.createIfNotExistsWithResponse(null, limit, Context.NONE));
    }

    @Override
    public Optional<BlobEntry> find(String name) {
        return unlessMissing(() -> calls.run(Repeat.FREELY, "look at blob", name, limit -> {
            BlobProperties found = blob(name)
                    .getPropertiesWithResponse(null, limit, Context.NONE)
                    .getValue();
            return new BlobEntry(
                    name,
                    found.getBlobSize(),
                    found.getETag(),
                    found.getLastModified().toInstant());
        }));
    }

    @Override
    public Optional<Blob> read(String name) {
        return unlessMissing(() -> calls.run(Repeat.FREELY, "read blob", name, limit -> {
            var answer = blob(name).downloadContentWithResponse(NO_RETRIES, null, limit, Context.NONE);
            byte[] content = answer.getValue().toBytes();
            var headers = answer.getDeserializedHeaders();
            if (headers.getContentLength() != content.length) {
                throw FailedTry.unanswered(
                        FailureCategory.UNAVAILABLE,
                        Effect.NONE,
                        content.length + " bytes came of " + headers.getContentLength(),
                        null);
            }
            return new Blob(
                    new BlobEntry(
                            name,
                            content.length,
                            headers.getETag(),
                            headers.getLastModified().toInstant()),
                    content);
        }));
    }

    @Override
    public Stream<BlobEntry> list(String prefix) {
        // Inside a flatMap, so that the first page is asked for only when the stream is read.
        return Stream.of(prefix).flatMap(this::pages).map(AzureBlobStore::entry);
    }

    private Stream<BlobItem> pages(String prefix) {
        Set<String> tokens = new HashSet<>();
        return Stream.iterate(page(prefix, null), Objects::nonNull, page -> next(prefix, page, tokens))
                .flatMap(page -> page.getValue().stream());
    }

    private @Nullable PagedResponse<BlobItem> next(String prefix, PagedResponse<BlobItem> page, Set<String> tokens) {
        String token = page.getContinuationToken();
        if (token == null || token.isEmpty()) {
            return null;
        }
        if (!tokens.add(token)) {
            throw calls.failure(
                    "list blobs",
                    prefix,
                    FailureCategory.PROTOCOL,
                    null,
                    "a page token came a second time, so the list would never end",
                    null);
        }
        return page(prefix, token);
    }

    private PagedResponse<BlobItem> page(String prefix, @Nullable String token) {
        ListBlobsOptions options = new ListBlobsOptions().setPrefix(prefix);
        return calls.run(
                Repeat.FREELY,
                "list blobs",
                prefix,
                limit -> container
                        .listBlobs(options, token, limit)
                        .iterableByPage()
                        .iterator()
                        .next());
    }

    private static BlobEntry entry(BlobItem item) {
        return new BlobEntry(
                item.getName(),
                item.getProperties().getContentLength(),
                item.getProperties().getETag(),
                item.getProperties().getLastModified().toInstant());
    }

    @Override
    public String write(String name, BlobContent content) {
        return new Upload(calls, blob(name), name, content)
                .run(new BlobRequestConditions())
                .orElseThrow(() -> calls.failure(
                        "write blob", name, FailureCategory.CONFLICT, null, "another holds a lease on it", null));
    }

    @Override
    public Optional<String> create(String name, BlobContent content) {
        return new Upload(calls, blob(name), name, content).run(new BlobRequestConditions().setIfNoneMatch("*"));
    }

    @Override
    public Optional<String> replace(String name, BlobContent content, String etag, @Nullable String lease) {
        return new Upload(calls, blob(name), name, content)
                .run(new BlobRequestConditions().setIfMatch(etag).setLeaseId(lease));
    }

    @Override
    public boolean delete(String name) {
        return calls.run(
                Repeat.FREELY,
                "delete blob",
                name,
                limit -> blob(name)
                        .deleteIfExistsWithResponse(null, null, limit, Context.NONE)
                        .getValue());
    }

    @Override
    public BlobLeases leases() {
        return new AzureBlobLeases(this::blob, calls);
    }

    private BlobClient blob(String name) {
        return container.getBlobClient(name);
    }

    private static <T> Optional<T> unlessMissing(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (ClientException refused) {
            if ("BlobNotFound".equals(refused.platformCode())) {
                return Optional.empty();
            }
            throw refused;
        }
    }
}
