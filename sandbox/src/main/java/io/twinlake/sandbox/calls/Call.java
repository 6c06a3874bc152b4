package io.twinlake.sandbox.calls;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call, as it is printed.
 *
 * @param n position in the log, from 1; 0 until it is read back
 * @param at when the request arrived
 * @param region name of the region or storage account that was called
 * @param service {@code workspace}, {@code storage}, ...
 * @param actor who called, by the User-Agent
 * @param statement SQL text, of a call that carried some
 * @param status HTTP status of the answer; 0 when none was sent
 * @param ms milliseconds to the answer
 * @param write whether the call could have changed state
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Call(
        long n,
        Instant at,
        String region,
        String service,
        String actor,
        String method,
        String path,
        @Nullable String statement,
        int status,
        long ms,
        boolean write) {

    Call numbered(long number) {
        return new Call(number, at, region, service, actor, method, path, statement, status, ms, write);
    }
}
