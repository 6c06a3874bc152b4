package io.twinlake.sandbox.edge.gateway;

import io.javalin.http.Context;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** A client's request as the backend gets it: the same path, query, headers and body under another base address. */
final class Forwarding {

    /** Headers that belong to one connection, or that an HTTP client sets by itself. */
    private static final Set<String> OF_ONE_CONNECTION = Set.of(
            "connection",
            "content-length",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect",
            "http2-settings");

    private Forwarding() {}

    static HttpRequest request(Context context, Target target, Duration timeout) {
        String base = target.url();
        String root = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        String query = context.queryString() == null ? "" : "?" + context.queryString();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(root + context.req().getRequestURI() + query))
                .timeout(timeout)
                .method(context.req().getMethod(), body(context.bodyAsBytes()));
        Set<String> added = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        added.addAll(target.headers().keySet());
        context.headerMap().forEach((name, value) -> {
            if (isPassedOn(name) && !added.contains(name)) {
                request.header(name, value);
            }
        });
        target.headers().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        return request.build();
    }

    /** Whether a header goes through the gateway, in either direction. */
    static boolean isPassedOn(String header) {
        return !OF_ONE_CONNECTION.contains(header.toLowerCase(Locale.ROOT)) && !header.startsWith(":");
    }

    private static HttpRequest.BodyPublisher body(byte[] bytes) {
        return bytes.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes);
    }
}
