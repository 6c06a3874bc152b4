package io.twinlake.clients.azure.call;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.twinlake.clients.retry.Repeat;
import io.twinlake.clients.retry.RetryPolicy;
import java.util.Objects;
import reactor.core.publisher.Mono;

/**
 * Sends a request again where that may help and is safe. Waits on the thread of its caller, which is the one that blocks for the answer
 * anyway.
 */
record RepeatSafely(RetryPolicy policy) implements HttpPipelinePolicy {
    /** A reading by POST, because the answer holds secrets. */
    private static final String LIST = "/list";

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
        Repeat repeat = isReading(call.getHttpRequest()) ? Repeat.FREELY : Repeat.ONLY_WITHOUT_EFFECT;
        HttpRequest sent = call.getHttpRequest();
        return Mono.fromCallable(() -> policy.run(repeat, () -> {
            call.setHttpRequest(sent.copy());
            return Objects.requireNonNull(next.clone().process().block());
        }));
    }

    static boolean isReading(HttpRequest request) {
        return request.getHttpMethod() == HttpMethod.GET
                || request.getHttpMethod() == HttpMethod.POST
                        && request.getUrl().getPath().endsWith(LIST);
    }
}
