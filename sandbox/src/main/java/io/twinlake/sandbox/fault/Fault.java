package io.twinlake.sandbox.fault;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One fault, as it was asked for.
 *
 * @param share part of the matching requests that it hits, above 0 and up to 1
 * @param code HTTP status of {@link FaultKind#STATUS}
 * @param retryAfter value of the Retry-After header of 429 and 503 answers, seconds or an HTTP date
 * @param ms added milliseconds of {@link FaultKind#LATENCY}
 * @param perSecond requests let through per second by {@link FaultKind#RATE_LIMIT}
 * @param path glob over the request's path, in which {@code *} also matches slashes; null for every path
 * @param method HTTP method of the requests that it hits, in capitals; null for every method
 * @param until end of the fault; null until it is cleared
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fault(
        FaultKind kind,
        double share,
        int code,
        @Nullable String retryAfter,
        long ms,
        int perSecond,
        @Nullable String path,
        @Nullable String method,
        @Nullable Instant until) {
    private static final Pattern METHOD = Pattern.compile("[A-Z]+");

    public Fault {
        require(share > 0 && share <= 1, "--share takes a number above 0 and up to 1");
        require(code >= 100 && code <= 599, "--code takes an HTTP status from 100 to 599");
        require(ms >= 0, "--ms takes a number of milliseconds, 0 or more");
        require(perSecond > 0, "--per-second takes a number above 0");
        require(method == null || METHOD.matcher(method).matches(), "--method takes an HTTP method, for example PUT");
        require(path == null || !kind.actsOnThePort(), "'" + kind + "' acts on the whole port and takes no --path");
        require(method == null || !kind.actsOnThePort(), "'" + kind + "' acts on the whole port and takes no --method");
        require(share == 1 || !kind.actsOnThePort(), "'" + kind + "' acts on the whole port and takes no --share");
    }

    /** The fault of that kind with the command line's defaults: every request, 503, one second, one request per second. */
    public static Fault of(FaultKind kind) {
        return new Fault(kind, 1, 503, null, 1000, 1, null, null, null);
    }

    public Fault withShare(double share) {
        return new Fault(kind, share, code, retryAfter, ms, perSecond, path, method, until);
    }

    public Fault withCode(int code) {
        return new Fault(kind, share, code, retryAfter, ms, perSecond, path, method, until);
    }

    public Fault withRetryAfter(@Nullable String retryAfter) {
        return new Fault(kind, share, code, retryAfter, ms, perSecond, path, method, until);
    }

    public Fault withLatency(Duration latency) {
        return new Fault(kind, share, code, retryAfter, latency.toMillis(), perSecond, path, method, until);
    }

    public Fault withPerSecond(int perSecond) {
        return new Fault(kind, share, code, retryAfter, ms, perSecond, path, method, until);
    }

    public Fault withPath(@Nullable String path) {
        return new Fault(kind, share, code, retryAfter, ms, perSecond, path, method, until);
    }

    public Fault withMethod(@Nullable String method) {
        return new Fault(kind, share, code, retryAfter, ms, perSecond, path, method, until);
    }

    public Fault withUntil(@Nullable Instant until) {
        return new Fault(kind, share, code, retryAfter, ms, perSecond, path, method, until);
    }

    boolean isOver(Instant now) {
        return until != null && !now.isBefore(until);
    }

    private static void require(boolean met, String message) {
        if (!met) {
            throw new IllegalArgumentException(message);
        }
    }
}
