package io.twinlake.clients.databricks.rest.transport;

import com.databricks.sdk.core.http.Request;
import java.time.Duration;

/** A request that says how long its whole answer may take: the SDK has no place for that. */
public final class TimedRequest extends Request {
    private final Duration limit;

    /** A request with a body. */
    public TimedRequest(Call call, String body, Duration limit) {
        super(call.method(), PathParts.withQuery(call.path(), call.query()), body);
        this.limit = limit;
    }

    /** A request without one. */
    public TimedRequest(Call call, Duration limit) {
        super(call.method(), PathParts.withQuery(call.path(), call.query()));
        this.limit = limit;
    }

    Duration limit() {
        return limit;
    }
}
