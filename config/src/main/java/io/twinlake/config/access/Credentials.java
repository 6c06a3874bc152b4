package io.twinlake.config.access;

import org.jspecify.annotations.Nullable;

/** How Twinlake signs in to a region's workspace and storage. */
public sealed interface Credentials {
    /** A Databricks service principal with an OAuth secret. */
    record OAuthM2m(String clientId, Secret clientSecret) implements Credentials {}

    /** The managed identity of the host; {@code clientId} chooses a user-assigned one. */
    record AzureManagedIdentity(@Nullable String clientId) implements Credentials {}

    /** An Entra service principal. */
    record AzureServicePrincipal(String tenantId, String clientId, Secret clientSecret) implements Credentials {}

    /** A profile of {@code ~/.databrickscfg}, read as the Databricks SDK reads it. */
    record Profile(String name) implements Credentials {}

    /** A personal access token: only where the configuration says so. */
    record PersonalAccessToken(Secret token) implements Credentials {}
}
