package io.twinlake.clients.azure.call;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.retry.FailedTry;
import io.twinlake.config.time.Deadline;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Waits for the whole of an answer, and not longer than is allowed.
 *
 * @param inAll until when all calls together must have ended
 * @param answer how long one may take
 */
record AnswerInTime(Deadline inAll, Duration answer) implements HttpPipelinePolicy {
    private static final Logger log = LoggerFactory.getLogger(AnswerInTime.class);

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
        Duration limit = inAll.left(answer);
        if (limit.isZero()) {
            return Mono.error(FailedTry.unanswered(
                    FailureCategory.TIMEOUT, Effect.NONE, "the time allowed for all calls together is over", null));
        }
        long start = System.nanoTime();
        return next.process()
                .flatMap(AnswerInTime::whole)
                .timeout(limit)
                .doOnNext(came -> log.debug(
                        "{} {}: HTTP {} in {} ms",
                        call.getHttpRequest().getHttpMethod(),
                        call.getHttpRequest().getUrl().getPath(),
                        came.getStatusCode(),
                        (System.nanoTime() - start) / 1_000_000))
                .onErrorMap(ArmFailures::unanswered);
    }

    private static Mono<HttpResponse> whole(HttpResponse response) {
        HttpResponse buffered = response.buffer();
        return buffered.getBodyAsByteArray().thenReturn(buffered);
    }
}
