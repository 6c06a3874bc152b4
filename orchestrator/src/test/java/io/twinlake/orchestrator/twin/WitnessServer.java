package io.twinlake.orchestrator.twin;

import io.twinlake.clients.CallLimits;
import io.twinlake.clients.storage.AzuriteServer;
import io.twinlake.clients.storage.BlobStores;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.WitnessLocation;
import io.twinlake.config.yaml.ConfigurationFile;
import io.twinlake.failover.epoch.BlobWitness;
import io.twinlake.failover.epoch.Witness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A storage account for witnesses, which many tests may share: each configuration has a container of its own. */
public final class WitnessServer implements AutoCloseable {
    private static final AtomicInteger CONTAINERS = new AtomicInteger();

    private static @Nullable WitnessServer shared;

    private final AzuriteServer azurite;

    private WitnessServer(AzuriteServer azurite) {
        this.azurite = azurite;
    }

    /** One of its own, for a test that ends it. */
    public static WitnessServer start(Path data) throws IOException, InterruptedException {
        return new WitnessServer(AzuriteServer.start(data));
    }

    /** The one of this JVM, which ends with it. */
    public static synchronized WitnessServer shared() {
        if (shared == null) {
            try {
                shared = start(Files.createTempDirectory(Files.createDirectories(Path.of("target")), "witness"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while Azurite started", e);
            }
        }
        return shared;
    }

    /** The lines of a configuration that make this account the witness, of groups that it was never told of. */
    public String configuration() {
        return configuration(account());
    }

    /** The same where the account is reached by another address. */
    public String configuration(URI account) {
        return """
                witness:
                  storage: %s
                  container: twinlake%d
                  storageCredentials: {type: account-key, account: %s, key: "%s"}
                """.formatted(account, CONTAINERS.incrementAndGet(), AzuriteServer.ACCOUNT, AzuriteServer.KEY);
    }

    /** The witness of a configuration that has these lines. */
    public static Witness of(Path file) {
        TwinlakeConfig config = ConfigurationFile.read(file, Map.of());
        WitnessLocation location = config.witness().orElseThrow();
        return new BlobWitness(BlobStores.open(
                location.storage(),
                location.credentials(),
                config.azure().credentials(),
                location.container(),
                CallLimits.standard()));
    }

    /** Where it answers. */
    public URI account() {
        return azurite.account();
    }

    /** An account for copies that no other test has. */
    public URI ownAccount() {
        return azurite.ownAccount();
    }

    @Override
    public void close() {
        azurite.close();
    }
}
