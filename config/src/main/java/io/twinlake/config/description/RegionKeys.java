package io.twinlake.config.description;

import io.twinlake.config.description.Shape.Kinds;
import io.twinlake.config.description.Shape.Section;

/** The keys of a region. */
final class RegionKeys {
    private static final Kinds CREDENTIALS = Kinds.by(Key.standard(
                    "type",
                    Formats.TEXT,
                    "name",
                    "azure-managed-identity",
                    "How to sign in to the workspace; each way has keys of its own."))
            .with(
                    "azure-managed-identity",
                    Key.optional(
                            "clientId", Formats.TEXT, "id", "A user-assigned identity; without it the host's own."))
            .with(
                    "azure-service-principal",
                    Key.required("tenantId", Formats.TEXT, "id", "The Entra tenant."),
                    Key.required("clientId", Formats.TEXT, "id", "The service principal's application id."),
                    Key.required("clientSecret", Formats.SECRET, "secret", "Its Entra secret."))
            .with(
                    "oauth-m2m",
                    Key.required("clientId", Formats.TEXT, "id", "The Databricks service principal's application id."),
                    Key.required("clientSecret", Formats.SECRET, "secret", "Its Databricks OAuth secret."))
            .with(
                    "profile",
                    Key.required(
                            "name", Formats.TEXT, "text", "A profile of `~/.databrickscfg`, read as the SDK reads it."))
            .with(
                    "pat",
                    Key.required(
                            "token",
                            Formats.PERSONAL_ACCESS_TOKEN,
                            "secret",
                            "A personal access token; accepted under this key only."));

    private static final Kinds STORAGE_CREDENTIALS = Kinds.by(
                    Key.standard(
                            "type",
                            Formats.TEXT,
                            "name",
                            "same-as-workspace",
                            "How to sign in to the storage account: with the workspace's Entra identity, or with an account key."))
            .with("same-as-workspace")
            .with(
                    "account-key",
                    Key.required("account", Formats.TEXT, "text", "The storage account's name."),
                    Key.required("key", Formats.SECRET, "secret", "One of its keys."));

    static final Section REGION = Section.of(
            Key.required("workspace", Formats.WORKSPACE, "https URL", "The workspace's address."),
            Key.required("warehouse", Formats.TEXT, "id", "The SQL warehouse that runs Twinlake's statements."),
            Key.optional(
                    "storage",
                    Formats.STORAGE,
                    "https URL",
                    "The storage account's blob endpoint, where Twinlake keeps or reads files."),
            Key.optional("credentials", CREDENTIALS, "section", "How to sign in to the workspace."),
            Key.optional(
                    "storageCredentials", STORAGE_CREDENTIALS, "section", "How to sign in to the storage account."));

    private RegionKeys() {}
}
