package io.twinlake.sandbox.calls;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Records each call of a server: just before its answer goes out, or at its end when no answer was sent. */
public final class CallLogHandler extends Handler.Wrapper {

    /** Request attribute by which a server names the SQL text that a call carried. */
    public static final String STATEMENT = CallLogHandler.class.getName() + ".statement";

    /** What makes a shared access signature a secret. */
    private static final Pattern SIGNATURE = Pattern.compile("([?&]sig=)[^&]*");

    /** What is asked by POST although nothing changes: a token, and settings that hold secrets. */
    private static final List<String> READS = List.of("/token", "/config/appsettings/list");

    private final CallLog log;
    private final String region;
    private final String service;

    public CallLogHandler(CallLog log, String region, String service, Handler next) {
        super(next);
        this.log = log;
        this.region = region;
        this.service = service;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Recorded recorded = new Recorded(request, response);
        Request.addCompletionListener(request, failure -> recorded.record(failure == null ? response.getStatus() : 0));
        return super.handle(request, recorded, callback);
    }

    /** Records a call that had its effect and gets no answer, now and not at its end. */
    public static void recordUnanswered(Response response) {
        Recorded recorded = Response.as(response, Recorded.class);
        if (recorded != null) {
            recorded.record(0);
        }
    }

    private final class Recorded extends Response.Wrapper {

        private final Instant at = Instant.now();
        private final AtomicBoolean done = new AtomicBoolean();

        Recorded(Request request, Response response) {
            super(request, response);
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback callback) {
            record(getStatus() == 0 ? 200 : getStatus());
            super.write(last, content, callback);
        }

        void record(int status) {
            if (done.compareAndSet(false, true)) {
                log.append(call(status));
            }
        }

        private Call call(int status) {
            Request request = getRequest();
            Object statement = request.getAttribute(STATEMENT);
            return new Call(
                    0,
                    at,
                    region,
                    service,
                    Actor.of(request.getHeaders().get(HttpHeader.USER_AGENT)),
                    request.getMethod(),
                    SIGNATURE.matcher(request.getHttpURI().getPathQuery()).replaceAll("$1***"),
                    statement == null ? null : statement.toString(),
                    status,
                    Duration.between(at, Instant.now()).toMillis(),
                    couldChangeState(request, statement));
        }
    }

    private static boolean couldChangeState(Request request, @Nullable Object statement) {
        if (statement != null) {
            return Statement.couldChangeState(statement.toString());
        }
        return switch (request.getMethod()) {
            case "GET", "HEAD", "OPTIONS" -> false;
            default -> READS.stream().noneMatch(request.getHttpURI().getPath()::endsWith);
        };
    }
}
