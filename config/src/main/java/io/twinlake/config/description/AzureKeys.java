package io.twinlake.config.description;

import io.twinlake.config.description.Shape.Kinds;
import io.twinlake.config.description.Shape.Section;

/** The keys of what Twinlake asks of Azure itself: the resource manager and the witness. */
final class AzureKeys {
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
}
