package io.twinlake.config.yaml;

import io.twinlake.config.access.Credentials;
import io.twinlake.config.access.Secret;
import io.twinlake.config.access.StorageCredentials;
import io.twinlake.config.yaml.Reading.Settings;

/** Turns the ways to sign in into their records. */
final class CredentialsMapping {
    private CredentialsMapping() {}

    static Credentials credentials(Settings credentials) {
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

    static StorageCredentials storageCredentials(Settings credentials) {
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
