package io.twinlake.clients.azure.call;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.retry.FailedTry;
import java.net.URI;
import reactor.core.publisher.Mono;

/** Lets no request, and so no token of ours, go to another host than the resource manager, wherever an answer sends us. */
record StayAtHome(URI address) implements HttpPipelinePolicy {
    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
        URI to = URI.create(call.getHttpRequest().getUrl().toString());
        boolean home = address.getScheme().equalsIgnoreCase(to.getScheme())
                && address.getAuthority().equalsIgnoreCase(to.getAuthority());
        return home
                ? next.process()
                : Mono.error(FailedTry.unanswered(
                        FailureCategory.PROTOCOL,
                        Effect.NONE,
                        "the answer sends us to another host, which must not see our token",
                        null));
    }
}
