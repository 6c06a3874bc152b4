package io.twinlake.sandbox.edge.function;

import io.twinlake.sandbox.fault.Dialect;
import java.util.Optional;
import org.eclipse.jetty.http.HttpURI;

/** The errors of an HTTP service that has no lists: a JSON message. */
public final class PlainErrors implements Dialect {

    @Override
    public Answer error(int status) {
        return new Answer(
                status,
                "application/json",
                "{\"statusCode\":%d,\"message\":\"The request failed with status %1$d.\"}".formatted(status));
    }

    @Override
    public Optional<Answer> emptyPageBefore(HttpURI uri) {
        return Optional.empty();
    }

    @Override
    public HttpURI behindEmptyPage(HttpURI uri) {
        return uri;
    }
}
