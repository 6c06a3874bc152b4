package io.twinlake.clients.credentials;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.retry.FailedTry;
import io.twinlake.clients.retry.RetryAfter;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Remembers how an identity service answered last, and tells a refusal from what passes by itself. */
final class LastAnswer implements HttpClient {
    private static final String SAID = "signing in failed: the identity service answered HTTP ";

    private final HttpClient http;
    private volatile @Nullable Answer last;

    private record Answer(int status, @Nullable String retryAfter) {}

    LastAnswer(HttpClient http) {
        this.http = http;
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return http.send(request)
                .doOnNext(response -> last =
                        new Answer(response.getStatusCode(), response.getHeaderValue(HttpHeaderName.RETRY_AFTER)));
    }

    void forget() {
        last = null;
    }

    /**
     * Why there is no token now, where a later try may get one.
     *
     * @param ofHost whether the host's own identity was asked, which is documented to be away for a while with 404 and 410
     */
    Optional<FailedTry> passing(boolean ofHost, Clock clock) {
        Answer answer = last;
        if (answer == null) {
            return Optional.empty();
        }
        int status = answer.status();
        boolean away = status == 408 || status >= 500 || (ofHost && (status == 404 || status == 410));
        if (status != 429 && !away) {
            return Optional.empty();
        }
        return Optional.of(FailedTry.answered(
                away ? FailureCategory.UNAVAILABLE : FailureCategory.RATE_LIMITED,
                Effect.NONE,
                null,
                RetryAfter.parse(answer.retryAfter(), clock).orElse(null),
                SAID + status));
    }
}
