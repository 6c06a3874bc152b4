package io.twinlake.config.description;

import io.twinlake.config.description.Shape.Kinds;
import io.twinlake.config.description.Shape.Section;

/** The keys of a region. */
final class RegionKeys {
    private static final Kinds STORAGE_CREDENTIALS = CredentialKeys.storage(
            "same-as-workspace",
            "How to sign in to the storage account: with the workspace's Entra identity, or with an account key.");

    static final Section REGION = Section.of(
            Key.required("workspace", Formats.WORKSPACE, "https URL", "The workspace's address."),
            Key.required("warehouse", Formats.TEXT, "id", "The SQL warehouse that runs Twinlake's statements."),
            Key.optional(
                    "storage",
                    Formats.STORAGE,
                    "https URL",
                    "The storage account's blob endpoint, where Twinlake keeps or reads files."),
            Key.optional("credentials", CredentialKeys.WORKSPACE, "section", "How to sign in to the workspace."),
            Key.optional(
                    "storageCredentials", STORAGE_CREDENTIALS, "section", "How to sign in to the storage account."));

    private RegionKeys() {}
}
