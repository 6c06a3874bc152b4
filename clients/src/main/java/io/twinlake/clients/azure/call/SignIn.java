package io.twinlake.clients.azure.call;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.credentials.EntraTokens;
import io.twinlake.clients.retry.FailedTry;
import reactor.core.publisher.Mono;

/** Signs a request; one whose token is refused is signed with a newer one, once. */
record SignIn(EntraTokens tokens) implements HttpPipelinePolicy {
    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
        return Mono.defer(() -> {
            HttpPipelineNextPolicy again = next.clone();
            String token = token();
            return signed(call, next, token)
                    .onErrorResume(FailedTry.class, failure -> withANewerOne(call, again, token, failure));
        });
    }

    private Mono<HttpResponse> withANewerOne(
            HttpPipelineCallContext call, HttpPipelineNextPolicy again, String refused, FailedTry failure) {
        if (failure.category() != FailureCategory.AUTHENTICATION) {
            return Mono.error(failure);
        }
        tokens.refuse(refused);
        String newer = token();
        return newer.equals(refused) ? Mono.error(failure) : signed(call, again, newer);
    }

    private static Mono<HttpResponse> signed(HttpPipelineCallContext call, HttpPipelineNextPolicy next, String token) {
        call.getHttpRequest().setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + token);
        return next.process();
    }

    private String token() {
        try {
            return tokens.token();
        } catch (FailedTry failure) {
            throw failure.beforeSending();
        }
    }
}
