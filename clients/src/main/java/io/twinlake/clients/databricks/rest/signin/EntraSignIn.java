package io.twinlake.clients.databricks.rest.signin;

import io.twinlake.clients.credentials.EntraTokens;
import java.util.Map;

/** Signs in to a workspace with an Entra identity. */
final class EntraSignIn implements SignIn {
    private static final String BEARER = "Bearer ";

    private final EntraTokens tokens;

    EntraSignIn(EntraTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Authorization", BEARER + tokens.token());
    }

    @Override
    public void refused(Map<String, String> headers) {
        tokens.refuse(headers.getOrDefault("Authorization", BEARER).substring(BEARER.length()));
    }
}
