package io.twinlake.sandbox.fault;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One fault, as it was asked for.
 *
 * @param aim the requests that it hits
 * @param code HTTP status of {@link FaultKind#STATUS}
 * @param retryAfter value of the Retry-After header of 429 and 503 answers, seconds or an HTTP date
 * @param ms added milliseconds of {@link FaultKind#LATENCY}
 * @param perSecond requests let through per second by {@link FaultKind#RATE_LIMIT}
 * @param until end of the fault; null until it is cleared
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fault(
        FaultKind kind,
        Aim aim,
        int code,
        @Nullable String retryAfter,
        long ms,
        int perSecond,
        @Nullable Instant until) {

    public Fault {
        require(code >= 100 && code <= 599, "--code takes an HTTP status from 100 to 599");
        require(ms >= 0, "--ms takes a number of milliseconds, 0 or more");
        require(perSecond > 0, "--per-second takes a number above 0");
        if (kind.actsOnThePort()) {
            aim.requireAll(kind);
        }
    }

    /** The fault of that kind with the command line's defaults: every request, 503, one second, one request per second. */
    public static Fault of(FaultKind kind) {
        return new Fault(kind, Aim.ALL, 503, null, 1000, 1, null);
    }

    public Fault withAim(Aim aim) {
        return new Fault(kind, aim, code, retryAfter, ms, perSecond, until);
    }

    public Fault withShare(double share) {
        return withAim(new Aim(share, aim.path(), aim.method(), aim.actor(), aim.skip(), aim.times()));
    }

    public Fault withPath(@Nullable String path) {
        return withAim(new Aim(aim.share(), path, aim.method(), aim.actor(), aim.skip(), aim.times()));
    }

    public Fault withMethod(@Nullable String method) {
        return withAim(new Aim(aim.share(), aim.path(), method, aim.actor(), aim.skip(), aim.times()));
    }

    public Fault withActor(@Nullable String actor) {
        return withAim(new Aim(aim.share(), aim.path(), aim.method(), actor, aim.skip(), aim.times()));
    }

    /** The fault that lets some requests pass before it hits some others. */
    public Fault withCount(long skip, long times) {
        return withAim(new Aim(aim.share(), aim.path(), aim.method(), aim.actor(), skip, times));
    }

    public Fault withCode(int code) {
        return new Fault(kind, aim, code, retryAfter, ms, perSecond, until);
    }

    public Fault withRetryAfter(@Nullable String retryAfter) {
        return new Fault(kind, aim, code, retryAfter, ms, perSecond, until);
    }

    public Fault withLatency(Duration latency) {
        return new Fault(kind, aim, code, retryAfter, latency.toMillis(), perSecond, until);
    }

    public Fault withPerSecond(int perSecond) {
        return new Fault(kind, aim, code, retryAfter, ms, perSecond, until);
    }

    public Fault withUntil(@Nullable Instant until) {
        return new Fault(kind, aim, code, retryAfter, ms, perSecond, until);
    }

    boolean isOver(Instant now) {
        return until != null && !now.isBefore(until);
    }

    static void require(boolean met, String message) {
        if (!met) {
            throw new IllegalArgumentException(message);
        }
    }
}
