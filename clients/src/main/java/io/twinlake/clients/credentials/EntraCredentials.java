package io.twinlake.clients.credentials;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import io.twinlake.clients.CallLimits;
import io.twinlake.clients.http.Connections;
import io.twinlake.clients.tls.PrivateAuthority;
import io.twinlake.config.access.Credentials;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Builds the Azure SDK's credentials, without retries of their own: the caller's policy decides. */
final class EntraCredentials {
    private static final RetryOptions NO_RETRIES = new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1)));

    private static final String PUBLIC = "login.microsoftonline.com";

    private final LastAnswer http;
    private final @Nullable String authority;

    EntraCredentials(CallLimits limits) {
        this(Connections.azure(limits, PrivateAuthority.none()), null);
    }

    EntraCredentials(CallLimits limits, SSLContext tls, URI authority) {
        this(Connections.azure(limits, tls), authority.getHost().equals(PUBLIC) ? null : authority.toString());
    }

    /** @param authority a stand-in for Entra, which is then not asked who it is */
    EntraCredentials(com.azure.core.http.HttpClient http, @Nullable String authority) {
        this.http = new LastAnswer(http);
        this.authority = authority;
    }

    /** What the identity service answered last: the SDK's failures do not tell. */
    LastAnswer lastAnswer() {
        return http;
    }

    TokenCredential of(Credentials credentials) {
        if (credentials instanceof Credentials.AzureServicePrincipal principal) {
            return principal(principal);
        }
        if (credentials instanceof Credentials.AzureManagedIdentity identity) {
            ManagedIdentityCredentialBuilder builder = new ManagedIdentityCredentialBuilder()
                    .httpClient(http)
                    // Not retryOptions: this builder has a policy of its own, and refuses to have both.
                    .retryPolicy(new RetryPolicy(NO_RETRIES));
            return identity.clientId() == null
                    ? builder.build()
                    : builder.clientId(identity.clientId()).build();
        }
        throw new IllegalArgumentException("these credentials are no Entra identity: " + credentials);
    }

    private TokenCredential principal(Credentials.AzureServicePrincipal principal) {
        ClientSecretCredentialBuilder builder = new ClientSecretCredentialBuilder()
                .httpClient(http)
                .retryOptions(NO_RETRIES)
                .tenantId(principal.tenantId())
                .clientId(principal.clientId())
                .clientSecret(principal.clientSecret().value());
        if (authority != null) {
            builder.authorityHost(authority).disableInstanceDiscovery();
        }
        return builder.build();
    }
}
