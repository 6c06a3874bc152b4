package io.twinlake.config.yaml;

import io.twinlake.config.WitnessLocation;
import io.twinlake.config.access.AzureAccess;
import io.twinlake.config.access.Secret;
import io.twinlake.config.access.TrustStore;
import io.twinlake.config.yaml.Reading.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the settings of Azure and of the witness into their records. */
final class AzureMapping {
    private AzureMapping() {}

    static AzureAccess azure(Settings azure, Path file) {
        @Nullable TrustStore trustStore = trustStore(azure, file).orElse(null);
        return new AzureAccess(
                azure.get("resourceManager", URI.class),
                azure.get("authority", URI.class),
                trustStore,
                CredentialsMapping.credentials(azure.section("credentials").orElseThrow()));
    }

    /** A relative path starts at the folder of the configuration file. */
    static Optional<TrustStore> trustStore(Settings azure, Path file) {
        @Nullable
        Secret password = azure.find("trustStorePassword", Secret.class).orElse(null);
        return azure.find("trustStore", Path.class)
                .map(path -> new TrustStore(file.resolveSibling(path).normalize(), password));
    }

    static WitnessLocation witness(Settings witness) {
        Settings credentials = witness.section("storageCredentials").orElseThrow();
        return new WitnessLocation(
                witness.get("storage", URI.class),
                witness.get("container", String.class),
                CredentialsMapping.storageCredentials(credentials));
    }
}
