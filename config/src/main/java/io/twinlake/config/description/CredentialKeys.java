package io.twinlake.config.description;

import io.twinlake.config.access.Credentials;
import io.twinlake.config.access.Secret;
import io.twinlake.config.access.StorageCredentials;
import io.twinlake.config.description.Shape.Kinds;

/** The keys of the ways to sign in, and the records that they stand for. */
final class CredentialKeys {
    /** To Azure itself: as an Entra identity. */
    static final Kinds ENTRA = entra("How to sign in to Azure; each way has keys of its own.");

    /** To a workspace: as an Entra identity too, or as Databricks knows it. */
    static final Kinds WORKSPACE = entra("How to sign in to the workspace; each way has keys of its own.")
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

    private CredentialKeys() {}

    private static Kinds entra(String meaning) {
        return Kinds.by(Key.standard("type", Formats.TEXT, "name", "azure-managed-identity", meaning))
                .with(
                        "azure-managed-identity",
                        Key.optional(
                                "clientId", Formats.TEXT, "id", "A user-assigned identity; without it the host's own."))
                .with(
                        "azure-service-principal",
                        Key.required("tenantId", Formats.TEXT, "id", "The Entra tenant."),
                        Key.required("clientId", Formats.TEXT, "id", "The service principal's application id."),
                        Key.required("clientSecret", Formats.SECRET, "secret", "Its Entra secret."));
    }

    /** To a storage account: by default with an identity that signs in elsewhere too. */
    static Kinds storage(String standard, String meaning) {
        return Kinds.by(Key.standard("type", Formats.TEXT, "name", standard, meaning))
                .with(standard)
                .with(
                        "account-key",
                        Key.required("account", Formats.TEXT, "text", "The storage account's name."),
                        Key.required("key", Formats.SECRET, "secret", "One of its keys."));
    }

    static Credentials credentials(Values credentials) {
        String type = credentials.get("type", String.class);
        return switch (type) {
            case "azure-managed-identity" ->
                new Credentials.AzureManagedIdentity(
                        credentials.find("clientId", String.class).orElse(null));
            case "azure-service-principal" ->
                new Credentials.AzureServicePrincipal(
                        credentials.get("tenantId", String.class),
                        credentials.get("clientId", String.class),
                        credentials.get("clientSecret", Secret.class));
            case "oauth-m2m" ->
                new Credentials.OAuthM2m(
                        credentials.get("clientId", String.class), credentials.get("clientSecret", Secret.class));
            case "profile" -> new Credentials.Profile(credentials.get("name", String.class));
            case "pat" -> new Credentials.PersonalAccessToken(credentials.get("token", Secret.class));
            default -> throw new IllegalStateException("no record for credentials of type " + type);
        };
    }

    static StorageCredentials storageCredentials(Values credentials) {
        String type = credentials.get("type", String.class);
        return switch (type) {
            case "same-as-workspace", "same-as-azure" -> new StorageCredentials.SameAsWorkspace();
            case "account-key" ->
                new StorageCredentials.AccountKey(
                        credentials.get("account", String.class), credentials.get("key", Secret.class));
            default -> throw new IllegalStateException("no record for storage credentials of type " + type);
        };
    }
}
