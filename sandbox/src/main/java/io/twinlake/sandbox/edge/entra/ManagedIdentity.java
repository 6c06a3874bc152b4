package io.twinlake.sandbox.edge.entra;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Objects;

/** The managed identity endpoint of App Service, as {@code IDENTITY_ENDPOINT} and {@code IDENTITY_HEADER} announce it. */
public final class ManagedIdentity {

    /** Where it answers. */
    public static final String PATH = "/msi/token";

    private final Tokens tokens;
    private final String clientId;
    private final String header;
    private final Clock clock;

    /** Gives tokens for that client to whoever shows the header's secret. */
    public ManagedIdentity(Tokens tokens, String clientId, String header, Clock clock) {
        this.tokens = tokens;
        this.clientId = clientId;
        this.header = header;
        this.clock = clock;
    }

    public void mount(RoutesConfig routes) {
        routes.get(PATH, this::token);
    }

    private void token(Context context) {
        String resource = context.queryParam("resource");
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (!Objects.equals(context.header("X-IDENTITY-HEADER"), header)) {
            context.status(401);
            body.put("statusCode", 401).put("message", "The X-IDENTITY-HEADER is missing or wrong.");
        } else if (resource == null || context.queryParam("api-version") == null) {
            context.status(400);
            body.put("statusCode", 400).put("message", "The parameters resource and api-version are required.");
        } else {
            body.put("access_token", tokens.issue(clientId, resource))
                    .put("client_id", clientId)
                    .put(
                            "expires_on",
                            Long.toString(clock.instant().plus(Tokens.LIFETIME).getEpochSecond()))
                    .put("resource", resource)
                    .put("token_type", "Bearer");
        }
        context.contentType("application/json").result(body.toString());
    }
}
