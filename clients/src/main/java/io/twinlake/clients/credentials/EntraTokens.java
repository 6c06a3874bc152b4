package io.twinlake.clients.credentials;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import io.twinlake.clients.CallLimits;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.Redaction;
import io.twinlake.clients.retry.FailedTry;
import io.twinlake.config.access.Credentials;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Access tokens of an Entra identity for one resource; the Azure SDK keeps them until they expire. Thread safe. */
public final class EntraTokens {
    /** Azure Databricks, the same in every tenant. */
    public static final String DATABRICKS = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default";

    public static final String STORAGE = "https://storage.azure.com/.default";

    /** A token is replaced this long before it ends, so that no call carries one that ends on the way. */
    private static final Duration EARLY = Duration.ofMinutes(5);

    private final EntraCredentials entra;
    private final Credentials identity;
    private final TokenRequestContext scope;
    private final Duration atMost;
    private final Redaction redaction;
    private final Clock clock;
    private @Nullable TokenCredential credential;
    private @Nullable AccessToken last;

    EntraTokens(EntraCredentials entra, Credentials identity, String scope, Duration atMost, Clock clock) {
        this.entra = entra;
        this.identity = identity;
        this.scope = new TokenRequestContext().addScopes(scope);
        this.atMost = atMost;
        this.redaction = KnownSecrets.redaction(identity);
        this.clock = clock;
    }

    /** Tokens for one scope. @throws IllegalArgumentException where the credentials are no Entra identity */
    public static EntraTokens of(Credentials credentials, String scope, CallLimits limits) {
        return of(new EntraCredentials(limits), credentials, scope, limits);
    }

    /** The same, of an Entra elsewhere than Azure's public cloud. @param tls whom to believe that it is that Entra */
    public static EntraTokens of(
            Credentials credentials, String scope, URI authority, SSLContext tls, CallLimits limits) {
        return of(new EntraCredentials(limits, tls, authority), credentials, scope, limits);
    }

    private static EntraTokens of(EntraCredentials entra, Credentials credentials, String scope, CallLimits limits) {
        return new EntraTokens(entra, credentials, scope, limits.answer(), Clock.systemUTC());
    }

    /** Whether these credentials are an Entra identity. */
    public static boolean accepts(Credentials credentials) {
        return credentials instanceof Credentials.AzureManagedIdentity
                || credentials instanceof Credentials.AzureServicePrincipal;
    }

    /** A token that should be accepted now. @throws FailedTry where none can be had */
    public synchronized String token() {
        if (last == null || !last.getExpiresAt().toInstant().minus(EARLY).isAfter(clock.instant())) {
            last = newToken();
        }
        return last.getToken();
    }

    /** Tells that the platform refused this token: unless a newer one came in the meantime, the next is asked for anew. */
    public synchronized void refuse(String token) {
        if (last != null && token.equals(last.getToken())) {
            last = null;
            // The credential has a cache of its own, and would give the same token again.
            credential = null;
        }
    }

    private AccessToken newToken() {
        entra.lastAnswer().forget();
        try {
            if (credential == null) {
                credential = entra.of(identity);
            }
            AccessToken token = credential.getToken(scope).block(atMost);
            if (token == null) {
                throw refused("the identity gave no token");
            }
            return token;
        } catch (FailedTry failure) {
            throw failure;
        } catch (RuntimeException failure) {
            throw failed(failure);
        }
    }

    private FailedTry failed(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof TimeoutException) {
                return FailedTry.unanswered(
                        FailureCategory.UNAVAILABLE,
                        Effect.NONE,
                        "signing in failed: the identity service did not answer",
                        null);
            }
        }
        return entra.lastAnswer()
                .passing(identity instanceof Credentials.AzureManagedIdentity, clock)
                .orElseGet(() -> refused(innermost(failure)));
    }

    /** The SDK's outer exceptions only say that there are inner ones. */
    private static String innermost(Throwable failure) {
        String said = String.valueOf(failure.getMessage());
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            said = cause.getMessage() == null ? said : cause.getMessage();
        }
        return said;
    }

    private FailedTry refused(String said) {
        return FailedTry.answered(
                FailureCategory.AUTHENTICATION,
                Effect.NONE,
                null,
                null,
                "signing in failed: "
                        + redaction.apply(said).lines().findFirst().orElse(""));
    }
}
