package io.twinlake.sandbox.edge.appconfiguration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.http.Context;

/** A request that the store refuses, in the form of RFC 7807. */
final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    Problem(int status, String type, String detail) {
        super(detail);
        this.status = status;
        this.type = type;
    }

    /** The caller's proof of who it is does not hold. */
    static Problem unauthorized(String detail) {
        return new Problem(401, "unauthorized", detail);
    }

    static Problem locked(String key) {
        return new Problem(409, "key-locked", "The key '" + key + "' is read-only");
    }

    void write(Context context) {
        if (status == 401) {
            context.header("WWW-Authenticate", "HMAC-SHA256, Bearer error=\"invalid_token\"");
        }
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("type", "https://azconfig.io/errors/" + type)
                .put("title", getMessage())
                .put("detail", getMessage())
                .put("status", status)
                .toString();
        context.status(status)
                .contentType("application/problem+json; charset=utf-8")
                .result(body);
    }
}
