package io.twinlake.clients.azure.call;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import reactor.core.publisher.Mono;

/** Lets a write be made over the state alone that it was decided upon; the questions how it goes on carry no condition. */
final class ConditionOfWrites implements HttpPipelinePolicy {
    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
        if (call.getHttpRequest().getHttpMethod() != HttpMethod.GET) {
            CallData.onlyOver(call).ifPresent(etag -> call.getHttpRequest().setHeader(HttpHeaderName.IF_MATCH, etag));
        }
        return next.process();
    }
}
