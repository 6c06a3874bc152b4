package io.twinlake.orchestrator.twin;

import io.twinlake.clients.storage.AzuriteServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A storage account for witnesses. */
public final class WitnessServer implements AutoCloseable {
    private static final AtomicInteger CONTAINERS = new AtomicInteger();

    private final AzuriteServer azurite;

    private WitnessServer(AzuriteServer azurite) {
        this.azurite = azurite;
    }

    public static WitnessServer start(Path data) throws IOException, InterruptedException {
        return new WitnessServer(AzuriteServer.start(data));
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

    /** Where it answers. */
    public URI account() {
        return azurite.account();
    }

    @Override
    public void close() {
        azurite.close();
    }
}
