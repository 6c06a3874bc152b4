package io.twinlake.clients.credentials;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.HttpResponseException;
import io.twinlake.clients.CallLimits;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.Redaction;
import io.twinlake.clients.retry.FailedTry;
import io.twinlake.config.Credentials;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Access tokens of an Entra identity for one resource; the Azure SDK keeps them until they expire. Thread safe. */
public final class EntraTokens {
    /** Azure Databricks, the same in every tenant. */
    public static final String DATABRICKS = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default";

    public static final String STORAGE = "https://storage.azure.com/.default";

    private final Supplier<TokenCredential> credentials;
    private final TokenRequestContext scope;
    private final Duration atMost;
    private final Redaction redaction;
    private @Nullable TokenCredential credential;
    private String last = "";

    EntraTokens(Supplier<TokenCredential> credentials, String scope, Duration atMost, Redaction redaction) {
        this.credentials = credentials;
        this.scope = new TokenRequestContext().addScopes(scope);
        this.atMost = atMost;
        this.redaction = redaction;
    }

    /** @throws IllegalArgumentException where the credentials are no Entra identity */
    public static EntraTokens of(Credentials credentials, String scope, CallLimits limits) {
        EntraCredentials entra = new EntraCredentials(limits);
        return new EntraTokens(
                () -> entra.of(credentials), scope, limits.answer(), KnownSecrets.redaction(credentials));
    }

    /** Whether these credentials are an Entra identity. */
    public static boolean accepts(Credentials credentials) {
        return credentials instanceof Credentials.AzureManagedIdentity
                || credentials instanceof Credentials.AzureServicePrincipal;
    }

    /** A token that should be accepted now. @throws FailedTry where none can be had */
    public synchronized String token() {
        try {
            if (credential == null) {
                credential = credentials.get();
            }
            var answer = credential.getToken(scope).block(atMost);
            if (answer == null) {
                throw refused("the identity gave no token");
            }
            last = answer.getToken();
            return last;
        } catch (FailedTry failure) {
            throw failure;
        } catch (RuntimeException failure) {
            throw failed(failure);
        }
    }

    /** Tells that the platform refused this token; unless a newer one came in the meantime, the next is asked for anew. */
    public synchronized void refuse(String token) {
        if (token.equals(last)) {
            credential = null;
        }
    }

    private FailedTry failed(RuntimeException failure) {
        boolean answered = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            answered |= cause instanceof HttpResponseException;
            if (!answered && (cause instanceof IOException || cause instanceof TimeoutException)) {
                return FailedTry.unanswered(
                        FailureCategory.UNAVAILABLE,
                        FailedTry.Effect.NONE,
                        "signing in failed: the identity service did not answer",
                        null);
            }
        }
        return refused(String.valueOf(failure.getMessage()));
    }

    private FailedTry refused(String said) {
        return FailedTry.answered(
                FailureCategory.AUTHENTICATION,
                FailedTry.Effect.NONE,
                null,
                null,
                "signing in failed: " + redaction.apply(said).lines().findFirst().orElse(""));
    }
}
