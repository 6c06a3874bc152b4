package io.twinlake.sandbox.region.lake;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.rest.PagedIterable;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.core.util.HttpClientOptions;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.specialized.BlobInputStream;
import com.azure.storage.blob.specialized.BlockBlobClient;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whole-file access to the lakes of the accounts that a region knows; storage that fails for a while is tried again. */
public final class LakeStorage {

    /** Marks the empty blob that stands for a folder. */
    private static final String FOLDER_MARK = "hdi_isfolder";

    private final Map<String, BlobServiceClient> accounts = new HashMap<>();

    public LakeStorage(Collection<LakeAccount> accounts) {
        HttpClient http = new JdkHttpClientBuilder()
                .connectionTimeout(Duration.ofSeconds(5))
                .build();
        for (LakeAccount account : accounts) {
            this.accounts.put(account.host(), service(account, http));
        }
    }

    /** A file's bytes; empty when there is no such file. */
    public Optional<byte[]> read(LakePath path) {
        try {
            return Optional.of(blob(path).downloadContent().toBytes());
        } catch (BlobStorageException failure) {
            return absent(failure, Optional.empty());
        }
    }

    /** A file as a list shows it; empty when there is no such file. */
    public Optional<LakeFile> find(LakePath path) {
        try {
            BlobProperties properties = blob(path).getProperties();
            return Optional.of(new LakeFile(
                    path, properties.getBlobSize(), properties.getLastModified().toInstant()));
        } catch (BlobStorageException failure) {
            return absent(failure, Optional.empty());
        }
    }

    /** The files below a folder, at any depth, in name order; folder markers are left out. */
    public List<LakeFile> list(LakePath folder) {
        return list(folder, folder.key() + "/");
    }

    /** The files of one folder whose names begin with {@code prefix}, in name order. */
    public List<LakeFile> list(LakePath folder, String prefix) {
        ListBlobsOptions options =
                new ListBlobsOptions().setPrefix(prefix).setDetails(new BlobListDetails().setRetrieveMetadata(true));
        List<LakeFile> files = new ArrayList<>();
        try {
            for (BlobItem item : container(folder).listBlobs(options, null)) {
                if (!isFolder(item)) {
                    files.add(file(folder, item));
                }
            }
        } catch (BlobStorageException failure) {
            return absent(failure, List.of());
        }
        return files;
    }

    /** Whether anything lies below a folder. */
    public boolean isEmpty(LakePath folder) {
        ListBlobsOptions options =
                new ListBlobsOptions().setPrefix(folder.key() + "/").setMaxResultsPerPage(1);
        try {
            PagedIterable<BlobItem> items = container(folder).listBlobs(options, null);
            try (Stream<BlobItem> stream = items.stream()) {
                return stream.findFirst().isEmpty();
            }
        } catch (BlobStorageException failure) {
            return absent(failure, true);
        }
    }

    /**
     * Writes a file in one request if there is none of its name yet.
     *
     * @return false when there is one with other bytes; one with the same bytes counts as this call's own, since the
     *     answer to an earlier try may have been lost
     */
    public boolean writeIfAbsent(LakePath path, byte[] bytes) {
        BlockBlobSimpleUploadOptions upload = new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(bytes))
                .setRequestConditions(new BlobRequestConditions().setIfNoneMatch("*"));
        try {
            blob(path).uploadWithResponse(upload, null, Context.NONE);
            return true;
        } catch (BlobStorageException failure) {
            if (failure.getStatusCode() != 409 && failure.getStatusCode() != 412) {
                throw failure;
            }
            return read(path).filter(stored -> Arrays.equals(stored, bytes)).isPresent();
        }
    }

    /** Writes a file in one request, over any that is there. */
    public void write(LakePath path, byte[] bytes) {
        blob(path).upload(BinaryData.fromBytes(bytes), true);
    }

    /**
     * Copies a file, by streaming, under a name that shows only once it is whole; any that is there is replaced.
     *
     * @return false when there is no such source
     */
    public boolean copy(LakePath source, LakePath target) {
        try (BlobInputStream bytes = blob(source).openInputStream()) {
            container(target)
                    .getBlobClient(target.key())
                    .uploadWithResponse(
                            new BlobParallelUploadOptions(
                                    bytes, bytes.getProperties().getBlobSize()),
                            null,
                            Context.NONE);
            return true;
        } catch (BlobStorageException failure) {
            return absent(failure, false);
        }
    }

    /** Removes every file below a folder, its markers, and the folder's own marker. */
    public void deleteFolder(LakePath folder) {
        BlobContainerClient container = container(folder);
        ListBlobsOptions options = new ListBlobsOptions().setPrefix(folder.key() + "/");
        List<String> names = new ArrayList<>();
        try {
            container.listBlobs(options, null).forEach(item -> names.add(item.getName()));
        } catch (BlobStorageException failure) {
            absent(failure, names);
        }
        names.add(folder.key());
        // From the deepest up: a marker goes only when nothing is left below it.
        for (int i = names.size() - 1; i >= 0; i--) {
            container.getBlobClient(names.get(i)).deleteIfExists();
        }
    }

    private BlockBlobClient blob(LakePath path) {
        return container(path).getBlobClient(path.key()).getBlockBlobClient();
    }

    private BlobContainerClient container(LakePath path) {
        BlobServiceClient account = accounts.get(path.host());
        if (account == null) {
            throw new UnknownAccount(path);
        }
        return account.getBlobContainerClient(path.container());
    }

    private static LakeFile file(LakePath folder, BlobItem item) {
        return new LakeFile(
                new LakePath(folder.host(), folder.container(), item.getName()),
                item.getProperties().getContentLength(),
                item.getProperties().getLastModified().toInstant());
    }

    private static boolean isFolder(BlobItem item) {
        return item.getMetadata() != null && "true".equals(item.getMetadata().get(FOLDER_MARK));
    }

    private static <T> T absent(BlobStorageException failure, T instead) {
        if (BlobErrorCode.BLOB_NOT_FOUND.equals(failure.getErrorCode())
                || BlobErrorCode.CONTAINER_NOT_FOUND.equals(failure.getErrorCode())) {
            return instead;
        }
        throw failure;
    }

    private static BlobServiceClient service(LakeAccount account, HttpClient http) {
        return new BlobServiceClientBuilder()
                .endpoint(account.endpoint().toString())
                .credential(new StorageSharedKeyCredential(account.name(), account.key()))
                .httpClient(http)
                .clientOptions(new HttpClientOptions().setApplicationId(account.caller()))
                .retryOptions(new RequestRetryOptions(
                        RetryPolicyType.EXPONENTIAL,
                        8,
                        Duration.ofSeconds(60),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(2),
                        null))
                .buildClient();
    }
}
