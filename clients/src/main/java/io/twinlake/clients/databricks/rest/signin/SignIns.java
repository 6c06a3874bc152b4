package io.twinlake.clients.databricks.rest.signin;

import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.HeaderFactory;
import com.databricks.sdk.core.oauth.OAuthM2MServicePrincipalCredentialsProvider;
import io.twinlake.clients.CallLimits;
import io.twinlake.clients.credentials.EntraTokens;
import io.twinlake.clients.credentials.KnownSecrets;
import io.twinlake.clients.databricks.rest.transport.Transport;
import io.twinlake.config.access.Credentials;
import java.util.Map;

/** Chooses how to sign in, by what the configuration says. */
public final class SignIns {
    private final String host;
    private final Transport transport;
    private final CallLimits limits;

    /** @param transport for sign-ins that the SDK makes by itself */
    public SignIns(String host, Transport transport, CallLimits limits) {
        this.host = host;
        this.transport = transport;
        this.limits = limits;
    }

    /** Contacts nobody before the first call. */
    public SignIn with(Credentials credentials) {
        if (credentials instanceof Credentials.PersonalAccessToken token) {
            return new FixedSignIn(
                    Map.of("Authorization", "Bearer " + token.token().value()));
        }
        if (credentials instanceof Credentials.OAuthM2m principal) {
            return new SdkSignIn(() -> oauth(principal), KnownSecrets.redaction(credentials));
        }
        if (credentials instanceof Credentials.Profile profile) {
            return new SdkSignIn(() -> profile(profile), KnownSecrets.redaction(credentials));
        }
        return new EntraSignIn(EntraTokens.of(credentials, EntraTokens.DATABRICKS, limits));
    }

    /** Not resolved: resolving would mix in the environment and contact the workspace once more. */
    private HeaderFactory oauth(Credentials.OAuthM2m principal) {
        return new OAuthM2MServicePrincipalCredentialsProvider()
                .configure(config().setClientId(principal.clientId())
                        .setClientSecret(principal.clientSecret().value()));
    }

    private HeaderFactory profile(Credentials.Profile profile) {
        DatabricksConfig config = config().setProfile(profile.name()).resolve();
        return config::authenticate;
    }

    private DatabricksConfig config() {
        return new DatabricksConfig()
                .setHost(host)
                .setHttpClient(transport)
                .setDisableAsyncTokenRefresh(true)
                .setDisableRetries(true);
    }

    /** Headers that never change. */
    private record FixedSignIn(Map<String, String> headers) implements SignIn {
        @Override
        public void refused(Map<String, String> refused) {}
    }
}
