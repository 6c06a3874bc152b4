package io.twinlake.sandbox.region.api;

import io.javalin.http.Context;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.Principals;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;

/** Tells who sends a request by its bearer token: a personal access token, or one that was issued here. */
final class Authentication {

    private static final String BEARER = "Bearer ";

    private final Map<String, String> tokens;
    private final Principals principals;
    private final AccessTokens issued;

    /** @param tokens personal access tokens, each with the name of its principal */
    Authentication(Map<String, String> tokens, Principals principals, AccessTokens issued) {
        this.tokens = Map.copyOf(tokens);
        this.principals = principals;
        this.issued = issued;
    }

    Caller caller(Context context) {
        String header = context.header("Authorization");
        if (header == null || !header.startsWith(BEARER)) {
            throw new CatalogFailure(
                    ErrorKind.UNAUTHENTICATED, "Credential was not sent or was of an unsupported type for this API.");
        }
        String sent = header.substring(BEARER.length()).strip();
        String principal = tokens.entrySet().stream()
                .filter(personal -> same(sent, personal.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .or(() -> issued.subject(sent))
                .orElse("");
        return principals
                .caller(principal)
                .orElseThrow(() -> new CatalogFailure(ErrorKind.UNAUTHENTICATED, "Invalid access token."));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
