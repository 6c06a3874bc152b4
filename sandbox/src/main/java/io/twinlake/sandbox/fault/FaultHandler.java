package io.twinlake.sandbox.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Set<Held> held = ConcurrentHashMap.newKeySet();

    public FaultHandler(Faults faults, Dialect dialect) {
        this.faults = faults;
        this.dialect = dialect;
        this.tokens = new ExpiredTokens(faults);
        faults.onChange(this::cutHeld);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (isSilent(request)) {
            hold(request, callback);
            return true;
        }
        Optional<Fault> latency = hit(FaultKind.LATENCY, request);
        if (latency.isEmpty()) {
            return answer(request, response, callback);
        }
        request.getComponents()
                .getScheduler()
                .schedule(
                        () -> request.getContext().execute(() -> answerLate(request, response, callback)),
                        latency.get().ms(),
                        TimeUnit.MILLISECONDS);
        return true;
    }

    private void answerLate(Request request, Response response, Callback callback) {
        try {
            if (!answer(request, response, callback)) {
                Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            }
        } catch (Exception e) {
            Response.writeError(request, response, callback, e);
        }
    }

    private boolean answer(Request request, Response response, Callback callback) throws Exception {
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
        Optional<Fault> limit = hit(FaultKind.RATE_LIMIT, request);
        if (limit.isPresent()) {
            headers.put(
                    HttpHeader.RETRY_AFTER,
                    Objects.requireNonNullElse(limit.get().retryAfter(), "1"));
            return Optional.of(dialect.error(HttpStatus.TOO_MANY_REQUESTS_429));
        }
        Optional<Fault> status = hit(FaultKind.STATUS, request);
        if (status.isPresent()) {
            Optional.ofNullable(status.get().retryAfter())
                    .ifPresent(value -> headers.put(HttpHeader.RETRY_AFTER, value));
            return Optional.of(dialect.error(status.get().code()));
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

    private Optional<Fault> hit(FaultKind kind, Request request) {
        return faults.hit(kind, request.getMethod(), Request.getPathInContext(request));
    }

    private boolean isSilent(Request request) {
        return hit(FaultKind.HANG, request).isPresent() || faults.has(FaultKind.BLACKHOLE);
    }

    private void hold(Request request, Callback callback) {
        held.add(new Held(request, callback));
    }

    /** When the faults change, a request that was never answered loses its connection: its answer is not coming any more. */
    private void cutHeld() {
        held.removeIf(each -> {
            each.cut();
            return true;
        });
    }

    private record Held(Request request, Callback callback) {
        void cut() {
            request.getConnectionMetaData().getConnection().getEndPoint().close();
            callback.failed(new IOException("The connection was cut by a fault"));
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
                new Held(getRequest(), callback).cut();
            } else if (!isCommitted() && faults.has(FaultKind.BLACKHOLE)) {
                hold(getRequest(), callback);
            } else {
                super.write(last, content, callback);
            }
        }
    }
}
