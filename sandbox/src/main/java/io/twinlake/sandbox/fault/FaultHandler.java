package io.twinlake.sandbox.fault;

import io.twinlake.sandbox.calls.Actor;
import io.twinlake.sandbox.calls.CallLogHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Acts out, on the requests that reach a server, the faults that need no work on its port. */
public final class FaultHandler extends Handler.Wrapper {

    private final Faults faults;
    private final Dialect dialect;
    private final ExpiredTokens tokens;

    public FaultHandler(Faults faults, Dialect dialect) {
        this.faults = faults;
        this.dialect = dialect;
        this.tokens = new ExpiredTokens(faults);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Optional<ActiveFault> gate = hit(FaultKind.GATE, request);
        if (gate.isEmpty()) {
            return arrive(request, response, callback);
        }
        hold(
                gate.get(),
                request,
                () -> later(request, response, callback, () -> arrive(request, response, callback)),
                () -> cut(request, callback));
        return true;
    }

    private boolean arrive(Request request, Response response, Callback callback) throws Exception {
        Optional<ActiveFault> silence = silence(request);
        if (silence.isPresent()) {
            holdUntilCut(silence.get(), request, callback);
            return true;
        }
        Optional<ActiveFault> latency = hit(FaultKind.LATENCY, request);
        if (latency.isEmpty()) {
            return answer(request, response, callback);
        }
        request.getComponents()
                .getScheduler()
                .schedule(
                        () -> later(request, response, callback, () -> answer(request, response, callback)),
                        latency.get().fault().ms(),
                        TimeUnit.MILLISECONDS);
        return true;
    }

    private static void later(Request request, Response response, Callback callback, Work work) {
        request.getContext().execute(() -> {
            try {
                if (!work.handle()) {
                    Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
                }
            } catch (Exception e) {
                Response.writeError(request, response, callback, e);
            }
        });
    }

    /** What is left to do for a request; false if nobody handles it. */
    @FunctionalInterface
    private interface Work {
        boolean handle() throws Exception;
    }

    private boolean answer(Request request, Response response, Callback callback) throws Exception {
        Optional<ActiveFault> oneWay = hit(FaultKind.ONE_WAY, request);
        if (oneWay.isEmpty()) {
            return reply(request, response, callback);
        }
        Runnable unheard = () -> {
            CallLogHandler.recordUnanswered(response);
            holdUntilCut(oneWay.get(), request, callback);
        };
        return reply(request, new Unheard(request, response), Callback.from(unheard));
    }

    private boolean reply(Request request, Response response, Callback callback) throws Exception {
        Optional<Dialect.Answer> faulty = faultyAnswer(request, response.getHeaders());
        if (faulty.isPresent()) {
            write(faulty.get(), request, response, callback);
            return true;
        }
        boolean dropped = hit(FaultKind.DROP_RESPONSE, request).isPresent();
        return super.handle(unwrapped(request), new Guarded(request, response, dropped), callback);
    }

    /** The answer that the request gets in place of the server's. */
    private Optional<Dialect.Answer> faultyAnswer(Request request, HttpFields.Mutable headers) {
        if (tokens.refuses(request)) {
            return Optional.of(dialect.error(HttpStatus.UNAUTHORIZED_401));
        }
        Optional<ActiveFault> limit = hit(FaultKind.RATE_LIMIT, request);
        if (limit.isPresent()) {
            headers.put(
                    HttpHeader.RETRY_AFTER,
                    Objects.requireNonNullElse(limit.get().fault().retryAfter(), "1"));
            return Optional.of(dialect.error(HttpStatus.TOO_MANY_REQUESTS_429));
        }
        Optional<Dialect.Answer> outside = dialect.outside(request.getHeaders().get(HttpHeader.USER_AGENT))
                .filter(answer -> hit(FaultKind.FIREWALL, request).isPresent());
        if (outside.isPresent()) {
            return outside;
        }
        Optional<ActiveFault> status = hit(FaultKind.STATUS, request);
        if (status.isPresent()) {
            Optional.ofNullable(status.get().fault().retryAfter())
                    .ifPresent(value -> headers.put(HttpHeader.RETRY_AFTER, value));
            return Optional.of(dialect.error(status.get().fault().code()));
        }
        return request.getMethod().equals("GET")
                ? hit(FaultKind.EMPTY_PAGES, request).flatMap(fault -> dialect.emptyPageBefore(request.getHttpURI()))
                : Optional.empty();
    }

    private Request unwrapped(Request request) {
        HttpURI uri = dialect.behindEmptyPage(request.getHttpURI());
        return uri == request.getHttpURI() ? request : Request.serveAs(request, uri);
    }

    /** Answers after the request's body was read, so that the connection stays good for the next one. */
    private static void write(Dialect.Answer answer, Request request, Response response, Callback callback) {
        Content.Source.consumeAll(
                request,
                Callback.from(
                        () -> {
                            response.setStatus(answer.status());
                            response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
                            Content.Sink.write(response, true, answer.body(), callback);
                        },
                        callback::failed));
    }

    private Optional<ActiveFault> hit(FaultKind kind, Request request) {
        return faults.hit(kind, request.getMethod(), Request.getPathInContext(request), actor(request));
    }

    private static String actor(Request request) {
        return Actor.of(request.getHeaders().get(HttpHeader.USER_AGENT));
    }

    private Optional<ActiveFault> silence(Request request) {
        return hit(FaultKind.HANG, request).or(() -> faults.any(FaultKind.BLACKHOLE));
    }

    /** When its fault ends, a request that was never answered loses its connection: its answer is not coming any more. */
    private void holdUntilCut(ActiveFault fault, Request request, Callback callback) {
        hold(fault, request, () -> cut(request, callback), () -> cut(request, callback));
    }

    private void hold(ActiveFault fault, Request request, Runnable goOn, Runnable cut) {
        request.addIdleTimeoutListener(timeout -> false);
        HeldCall call = new HeldCall(
                faults.now(),
                fault.fault().kind(),
                actor(request),
                request.getMethod(),
                Request.getPathInContext(request));
        faults.hold(fault, call, goOn, cut);
        Instant until = fault.fault().until();
        if (until != null) {
            endAt(until, request);
        }
    }

    private void endAt(Instant until, Request request) {
        Runnable look = () -> {
            faults.endWhatIsOver();
            if (faults.now().isBefore(until)) {
                endAt(until, request);
            }
        };
        long left = Math.max(0, Duration.between(faults.now(), until).toMillis()) + 1;
        request.getComponents().getScheduler().schedule(look, left, TimeUnit.MILLISECONDS);
    }

    private static void cut(Request request, Callback callback) {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
        callback.failed(new IOException("The connection was cut by a fault"));
    }

    /** An answer of which nothing goes out. */
    private static final class Unheard extends Response.Wrapper {

        Unheard(Request request, Response response) {
            super(request, response);
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback callback) {
            callback.succeeded();
        }
    }

    /** An answer that is cut, or held, when a fault says so at the moment of its first byte. */
    private final class Guarded extends Response.Wrapper {

        private final boolean dropped;

        Guarded(Request request, Response response, boolean dropped) {
            super(request, response);
            this.dropped = dropped;
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback callback) {
            if (dropped) {
                cut(getRequest(), callback);
                return;
            }
            Optional<ActiveFault> blackhole = isCommitted() ? Optional.empty() : faults.any(FaultKind.BLACKHOLE);
            if (blackhole.isPresent()) {
                holdUntilCut(blackhole.get(), getRequest(), callback);
            } else {
                super.write(last, content, callback);
            }
        }
    }
}
