package io.twinlake.config.description;

import io.twinlake.config.Region;
import io.twinlake.config.description.Shape.Kinds;
import io.twinlake.config.description.Shape.Section;
import io.twinlake.config.name.RegionName;
import java.net.URI;

/** The keys of a region, and its record. */
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

    static Region region(String name, Values region) {
        return new Region(
                new RegionName(name),
                region.get("workspace", URI.class),
                CredentialKeys.credentials(region.section("credentials").orElseThrow()),
                region.get("warehouse", String.class),
                region.find("storage", URI.class).orElse(null),
                CredentialKeys.storageCredentials(
                        region.section("storageCredentials").orElseThrow()));
    }
}
