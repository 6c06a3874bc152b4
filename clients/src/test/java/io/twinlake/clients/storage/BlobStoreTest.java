package io.twinlake.clients.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.twinlake.clients.CallLimits;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.config.access.Credentials;
import io.twinlake.config.access.Secret;
import io.twinlake.config.access.StorageCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobStoreTest {
    private static final Credentials TOKEN = new Credentials.PersonalAccessToken(new Secret("unused"));
    private static final Duration LEASE = Duration.ofSeconds(60);

    @TempDir
    private static Path data;

    private static AzuriteServer azurite;

    private BlobStore store;

    @BeforeAll
    static void startAzurite() throws IOException, InterruptedException {
        azurite = AzuriteServer.start(data);
    }

    @AfterAll
    static void stopAzurite() {
        azurite.close();
    }

    @BeforeEach
    void openContainer() {
        store = open(AzuriteServer.KEY, "c" + UUID.randomUUID());
        store.ensureContainer();
    }

    @Test
    void createsAContainerOnlyOnce() {
        store.ensureContainer();

        assertThat(store.list("")).isEmpty();
    }

    @Test
    void readsWhatWasWritten() {
        String etag = store.write("a", BlobContent.of("grüezi"));

        Blob blob = store.read("a").orElseThrow();
        assertThat(blob.text()).isEqualTo("grüezi");
        assertThat(blob.entry().etag()).isEqualTo(etag);
        assertThat(store.find("a")).contains(blob.entry());
        assertThat(blob.entry().length()).isEqualTo(7);
    }

    @Test
    void readsAnEmptyBlob() {
        store.write("a", BlobContent.of(""));

        assertThat(store.read("a").orElseThrow().content()).isEmpty();
    }

    @Test
    void tellsAMissingBlobFromAMissingContainer() {
        assertThat(store.read("none")).isEmpty();
        assertThat(store.find("none")).isEmpty();
        assertThat(store.delete("none")).isFalse();

        BlobStore nowhere = open(AzuriteServer.KEY, "nowhere");
        ClientException failure = catchThrowableOfType(ClientException.class, () -> nowhere.read("a"));
        assertThat(failure.category()).isEqualTo(FailureCategory.NOT_FOUND);
        assertThat(failure).hasMessageContaining("Could not read blob a in http://127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a#b", "a%20b", "a+b", "a/b?c", "größe/表", "a`b"})
    void keepsAnyName(String name) {
        store.write(name, BlobContent.of("x"));

        assertThat(store.list("")).extracting(BlobEntry::name).containsExactly(name);
        assertThat(store.read(name)).isPresent();
    }

    @Test
    void writesAFile(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("f"), new byte[3_000_000]);

        store.write("f", BlobContent.of(file));

        assertThat(store.find("f").orElseThrow().length()).isEqualTo(3_000_000);
    }

    @Test
    void createsOnlyWhereNothingIs() {
        assertThat(store.create("a", BlobContent.of("1"))).isPresent();
        assertThat(store.create("a", BlobContent.of("2"))).isEmpty();

        assertThat(store.read("a").orElseThrow().text()).isEqualTo("1");
    }

    @Test
    void replacesOnlyTheStateThatWasRead() {
        String first = store.write("a", BlobContent.of("1"));
        Optional<String> second = store.replace("a", BlobContent.of("2"), first, null);

        assertThat(second).isPresent();
        assertThat(store.replace("a", BlobContent.of("3"), first, null)).isEmpty();
        assertThat(store.read("a").orElseThrow().text()).isEqualTo("2");
    }

    @Test
    void takesTheETagOfAListForThatOfARead() {
        store.write("a", BlobContent.of("1"));

        BlobEntry listed = store.list("").findFirst().orElseThrow();

        assertThat(store.find("a")).contains(listed);
        assertThat(store.replace("a", BlobContent.of("2"), listed.etag(), null)).isPresent();
    }

    @Test
    void doesNotReplaceWhatIsGone() {
        String etag = store.write("a", BlobContent.of("1"));
        assertThat(store.delete("a")).isTrue();

        assertThat(store.replace("a", BlobContent.of("2"), etag, null)).isEmpty();
    }

    @Test
    void listsByPrefixInNameOrder() {
        for (String name : new String[] {"b/1", "a/2", "a/1"}) {
            store.write(name, BlobContent.of(name));
        }

        assertThat(store.list("a/")).extracting(BlobEntry::name).containsExactly("a/1", "a/2");
    }

    @Test
    void givesALeaseToOneHolderOnly() {
        String etag = store.write("a", BlobContent.of("1"));
        String lease = store.leases().acquire("a", LEASE).orElseThrow();

        assertThat(store.leases().acquire("a", LEASE)).isEmpty();
        assertThat(store.replace("a", BlobContent.of("2"), etag, null)).isEmpty();
        assertThat(store.replace("a", BlobContent.of("2"), etag, lease)).isPresent();
        assertThat(store.leases().renew("a", lease)).isTrue();
        assertThat(store.leases().release("a", lease)).isTrue();
        assertThat(store.leases().acquire("a", LEASE)).isPresent();
    }

    @Test
    void refusesTheOldHolderAfterALeaseWasBroken() {
        String etag = store.write("a", BlobContent.of("1"));
        String old = store.leases().acquire("a", LEASE).orElseThrow();
        store.leases().breakNow("a");
        String young = store.leases().acquire("a", LEASE).orElseThrow();

        assertThat(store.leases().renew("a", old)).isFalse();
        assertThat(store.replace("a", BlobContent.of("2"), etag, old)).isEmpty();
        assertThat(store.replace("a", BlobContent.of("2"), etag, young)).isPresent();
    }

    @Test
    void breaksNothingWhereThereIsNoLease() {
        store.write("a", BlobContent.of("1"));

        store.leases().breakNow("a");

        assertThat(store.leases().acquire("a", LEASE)).isPresent();
    }

    @Test
    void tellsThatTheKeyIsNotAccepted() {
        String wrong = "A".repeat(86) + "==";

        ClientException failure = catchThrowableOfType(
                ClientException.class, () -> open(wrong, "container").read("a"));

        assertThat(failure.category()).isEqualTo(FailureCategory.PERMISSION);
        assertThat(failure).hasMessageNotContaining(wrong);
    }

    private static BlobStore open(String key, String container) {
        return BlobStores.open(
                azurite.account(),
                new StorageCredentials.AccountKey(AzuriteServer.ACCOUNT, new Secret(key)),
                TOKEN,
                container,
                CallLimits.standard());
    }
}
