package io.twinlake.sandbox.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.blob.specialized.BlobLeaseClient;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import io.twinlake.sandbox.fault.Fault;
import io.twinlake.sandbox.fault.FaultKind;
import io.twinlake.sandbox.fault.StorageDialect;
import io.twinlake.sandbox.region.lake.LakeAccount;
import io.twinlake.sandbox.region.lake.LakePath;
import io.twinlake.sandbox.region.lake.LakeStorage;
import java.net.URI;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageThroughTheAzureSdkTest {

    @TempDir
    static Path folder;

    private static RunningStorage storage;
    private static BlobContainerClient west;
    private static BlobContainerClient north;

    @BeforeAll
    static void start() throws Exception {
        storage = RunningStorage.in(folder);
        west = storage.container("westeuropelake", "lake");
        north = storage.container("northeuropelake", "lake");
    }

    @AfterAll
    static void stop() throws Exception {
        storage.close();
    }

    @AfterEach
    void clear() throws Exception {
        storage.clearFaults("westeuropelake");
        storage.clearFaults("northeuropelake");
    }

    @Test
    void keepsBytesMetadataAndOddNames() {
        byte[] bytes = new byte[9_000_000];
        new Random(1).nextBytes(bytes);
        for (String name : List.of("plain", "a b/c%d#e?f+g&h.parquet", "größe/`x`=1/y:z")) {
            west.getBlobClient(name)
                    .uploadWithResponse(
                            new BlobParallelUploadOptions(BinaryData.fromBytes(bytes))
                                    .setMetadata(Map.of("etag", "x1")),
                            null,
                            null);

            assertThat(west.getBlobClient(name).downloadContent().toBytes()).isEqualTo(bytes);
            assertThat(west.getBlobClient(name).getProperties().getMetadata()).containsEntry("etag", "x1");
        }
    }

    @Test
    void listsEveryBlobOverSeveralPagesAlsoWhenSomeAreEmpty() throws Exception {
        for (int i = 0; i < 12; i++) {
            west.getBlobClient("pages/" + i).upload(BinaryData.fromString("x"), true);
        }
        storage.fault("westeuropelake", Fault.of(FaultKind.EMPTY_PAGES));

        ListBlobsOptions five = new ListBlobsOptions().setPrefix("pages/").setMaxResultsPerPage(5);

        assertThat(west.listBlobs(five, null)).extracting(BlobItem::getName).hasSize(12);
        assertThat(west.listBlobs(five, null).iterableByPage()).hasSize(4);
    }

    @Test
    void refusesToOverwriteWhatMustNotExist() {
        BlobClient blob = west.getBlobClient("commit.json");
        blob.upload(BinaryData.fromString("first"));
        BlobParallelUploadOptions onlyNew = new BlobParallelUploadOptions(BinaryData.fromString("second"))
                .setRequestConditions(new BlobRequestConditions().setIfNoneMatch("*"));

        assertThatThrownBy(() -> blob.uploadWithResponse(onlyNew, null, null))
                .isInstanceOfSatisfying(
                        BlobStorageException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(409));
        assertThat(blob.downloadContent()).hasToString("first");
    }

    @Test
    void letsOneHolderOfALeaseWrite() {
        BlobClient witness = storage.container("witness", "twinlake").getBlobClient("gold.json");
        witness.upload(BinaryData.fromString("{}"), true);
        BlobLeaseClient lease = new BlobLeaseClientBuilder().blobClient(witness).buildClient();
        lease.acquireLease(60);

        assertThatThrownBy(() -> new BlobLeaseClientBuilder()
                        .blobClient(witness)
                        .buildClient()
                        .acquireLease(60))
                .isInstanceOfSatisfying(
                        BlobStorageException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(409));
        assertThatThrownBy(() -> witness.upload(BinaryData.fromString("{\"epoch\":2}"), true))
                .isInstanceOfSatisfying(
                        BlobStorageException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(412));
    }

    @Test
    void copiesFromOneAccountToTheOtherOnTheServersSide() {
        west.getBlobClient("data/a b.parquet").upload(BinaryData.fromString("columns"), true);

        north.getBlobClient("data/a b.parquet").copyFromUrl(readable("data/a b.parquet"));

        assertThat(north.getBlobClient("data/a b.parquet").downloadContent()).hasToString("columns");
    }

    @Test
    void cannotCopyFromAnAccountThatIsDown() throws Exception {
        west.getBlobClient("lost.parquet").upload(BinaryData.fromString("columns"), true);
        String source = readable("lost.parquet");
        storage.fault("westeuropelake", Fault.of(FaultKind.DOWN));

        assertThatThrownBy(() -> north.getBlobClient("lost.parquet").copyFromUrl(source))
                .isInstanceOfSatisfying(
                        BlobStorageException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(404));
    }

    /** The compute of a region names itself; everybody else is let through. */
    @Test
    void aFirewallKeepsOutTheOtherRegionsCompute() throws Exception {
        west.getBlobClient("walled").upload(BinaryData.fromString("rows"), true);
        LakePath path = LakePath.parse("abfss://lake@westeuropelake.dfs.core.windows.net/walled");
        storage.fault("westeuropelake", Fault.of(FaultKind.FIREWALL));

        assertThat(lake("westeurope").read(path)).isPresent();
        assertThat(west.getBlobClient("walled").downloadContent()).hasToString("rows");
        assertThatThrownBy(() -> lake("northeurope").read(path))
                .isInstanceOfSatisfying(BlobStorageException.class, e -> {
                    assertThat(e.getStatusCode()).isEqualTo(403);
                    assertThat(e).hasMessageContaining("AuthorizationFailure");
                    assertThat(e).hasMessageContaining("This request is not authorized to perform this operation.");
                });

        storage.clearFaults("westeuropelake");
        assertThat(lake("northeurope").read(path)).isPresent();
    }

    private static LakeStorage lake(String reader) {
        StorageAccount account = storage.account("westeuropelake");
        return new LakeStorage(List.of(new LakeAccount(
                account.name(), URI.create(account.endpoint()), account.key(), StorageDialect.caller(reader))));
    }

    @Test
    void answersServerBusyWhenToldTo() throws Exception {
        storage.fault("westeuropelake", Fault.of(FaultKind.STATUS));

        assertThatThrownBy(() -> west.getBlobClient("x").downloadContent())
                .isInstanceOfSatisfying(
                        BlobStorageException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(503));
    }

    @Test
    void refusesConnectionsToOneAccountAloneAndLosesNothing() throws Exception {
        west.getBlobClient("kept").upload(BinaryData.fromString("here"), true);
        storage.fault("westeuropelake", Fault.of(FaultKind.DOWN));

        assertThatThrownBy(() -> west.getBlobClient("kept").downloadContent())
                .hasRootCauseInstanceOf(java.nio.channels.ClosedChannelException.class);
        assertThat(north.exists()).isTrue();

        storage.clearFaults("westeuropelake");
        assertThat(west.getBlobClient("kept").downloadContent()).hasToString("here");
    }

    @Test
    void recordsWhoWroteWhat() {
        west.getBlobClient("recorded").upload(BinaryData.fromString("x"), true);

        assertThat(storage.calls())
                .filteredOn(call -> call.path().equals("/westeuropelake/lake/recorded"))
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.region()).isEqualTo("westeurope");
                    assertThat(call.service()).isEqualTo("storage");
                    assertThat(call.status()).isEqualTo(201);
                    assertThat(call.write()).isTrue();
                });
    }

    private static String readable(String blob) {
        BlobClient source = west.getBlobClient(blob);
        String sas = west.generateSas(new BlobServiceSasSignatureValues(
                OffsetDateTime.now().plusHours(1), new BlobContainerSasPermission().setReadPermission(true)));
        return source.getBlobUrl() + "?" + sas;
    }
}
