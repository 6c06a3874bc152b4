package io.twinlake.clients.credentials;

import io.twinlake.clients.Redaction;
import io.twinlake.config.access.Credentials;
import java.util.List;

/** The secrets that credentials hold, to be kept out of every text. */
public final class KnownSecrets {
    private KnownSecrets() {}

    /** Hides the secrets of these credentials, and what looks like a secret. */
    public static Redaction redaction(Credentials credentials) {
        if (credentials instanceof Credentials.PersonalAccessToken token) {
            return Redaction.of(List.of(token.token().value()));
        }
        if (credentials instanceof Credentials.OAuthM2m principal) {
            return Redaction.of(List.of(principal.clientSecret().value()));
        }
        if (credentials instanceof Credentials.AzureServicePrincipal principal) {
            return Redaction.of(List.of(principal.clientSecret().value()));
        }
        return Redaction.byShape();
    }
}
