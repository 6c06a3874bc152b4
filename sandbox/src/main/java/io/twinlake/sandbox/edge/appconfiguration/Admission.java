package io.twinlake.sandbox.edge.appconfiguration;

import io.javalin.http.Context;
import io.twinlake.sandbox.edge.EdgeSpec;
import io.twinlake.sandbox.edge.EdgeSpec.Client;
import io.twinlake.sandbox.edge.entra.Tokens;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Who may read and write the store: the holder of its access key, and service principals by their roles. */
final class Admission {

    /** The service as today's clients name it, and as older ones do. */
    private static final Set<String> AUDIENCES = Set.of("https://appconfig.azure.com", "https://azconfig.io");

    private final RequestSignature signature;
    private final Map<String, String> roles;
    private final Tokens tokens;
    private final Clock clock;

    Admission(EdgeSpec spec, Tokens tokens, Clock clock) {
        this.signature = new RequestSignature(
                spec.appConfiguration().keyId(), spec.appConfiguration().secret());
        this.roles = spec.clients().stream().collect(Collectors.toMap(Client::clientId, Client::role));
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Refuses a request that is not proven to be allowed, or that names no API version. */
    void check(Context context) {
        String authorization = Objects.requireNonNullElse(context.header("Authorization"), "");
        if (authorization.startsWith(RequestSignature.SCHEME)) {
            signature.check(context, authorization);
        } else if (authorization.startsWith("Bearer ")) {
            checkToken(context, authorization.substring("Bearer ".length()));
        } else {
            throw Problem.unauthorized("The request is neither signed nor does it carry a token");
        }
        if (context.queryParam("api-version") == null) {
            throw new Problem(400, "invalid-argument", "The api-version is missing");
        }
    }

    private void checkToken(Context context, String token) {
        Tokens.Claims claims = tokens.read(token)
                .filter(each -> clock.instant().isBefore(each.expires()))
                .filter(each ->
                        AUDIENCES.contains(each.audience()) || each.audience().equals("https://" + context.host()))
                .orElseThrow(() -> Problem.unauthorized("The token is not valid here"));
        String role = roles.getOrDefault(claims.clientId(), "none");
        boolean reads = context.req().getMethod().equals("GET");
        if (!role.equals("Contributor") && !(role.equals("Reader") && reads)) {
            throw new Problem(403, "forbidden", "The principal's role does not allow this");
        }
    }
}
