package io.twinlake.config.description;

import io.twinlake.config.WitnessLocation;
import io.twinlake.config.access.AzureAccess;
import io.twinlake.config.access.Secret;
import io.twinlake.config.access.TrustStore;
import io.twinlake.config.description.Shape.Kinds;
import io.twinlake.config.description.Shape.Section;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys of what Twinlake asks of Azure itself, the resource manager and the witness, and their records. */
public final class AzureKeys {
    static final Section AZURE = Section.of(
            Key.standard(
                    "resourceManager",
                    Formats.ADDRESS,
                    "https URL",
                    "https://management.azure.com",
                    "The resource manager, by which endpoints are turned."),
            Key.standard(
                    "authority",
                    Formats.ADDRESS,
                    "https URL",
                    "https://login.microsoftonline.com",
                    "Where Entra tokens come from."),
            Key.optional(
                    "trustStore",
                    Formats.FILE,
                    "path",
                    "Certificates of a private authority, PKCS12 or PEM; a relative path starts at this file's folder."),
            Key.optional("trustStorePassword", Formats.SECRET, "secret", "The password of a PKCS12 trust store."),
            Key.optional("credentials", CredentialKeys.ENTRA, "section", "How to sign in to Azure."));

    private static final Kinds WITNESS_CREDENTIALS = CredentialKeys.storage(
            "same-as-azure",
            "How to sign in to the storage account: as `azure.credentials` says, or with an account key.");

    static final Section WITNESS = Section.of(
            Key.required(
                    "storage",
                    Formats.STORAGE,
                    "https URL",
                    "The blob endpoint of a storage account outside the primary, best in a third region."),
            Key.standard(
                    "container",
                    Formats.CONTAINER,
                    "text",
                    "twinlake",
                    "The container; it is made when it is first needed."),
            Key.optional(
                    "storageCredentials", WITNESS_CREDENTIALS, "section", "How to sign in to the storage account."));

    private AzureKeys() {}

    static AzureAccess azure(Values azure, Path file) {
        @Nullable TrustStore trustStore = trustStore(azure, file).orElse(null);
        return new AzureAccess(
                azure.get("resourceManager", URI.class),
                azure.get("authority", URI.class),
                trustStore,
                CredentialKeys.credentials(azure.section("credentials").orElseThrow()));
    }

    /** A relative path starts at the folder of the configuration file. */
    public static Optional<TrustStore> trustStore(Values azure, Path file) {
        @Nullable
        Secret password = azure.find("trustStorePassword", Secret.class).orElse(null);
        return azure.find("trustStore", Path.class)
                .map(path -> new TrustStore(file.resolveSibling(path).normalize(), password));
    }

    static WitnessLocation witness(Values witness) {
        Values credentials = witness.section("storageCredentials").orElseThrow();
        return new WitnessLocation(
                witness.get("storage", URI.class),
                witness.get("container", String.class),
                CredentialKeys.storageCredentials(credentials));
    }
}
