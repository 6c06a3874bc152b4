package io.twinlake.sandbox.edge.entra;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tenant's OAuth 2.0 token endpoint, for the client-credentials grant. */
public final class TokenEndpoint {

    private final Tokens tokens;
    private final String tenant;
    private final Map<String, String> secrets;

    /**
     * @param secrets the clients' secrets by client id
     */
    public TokenEndpoint(Tokens tokens, String tenant, Map<String, String> secrets) {
        this.tokens = tokens;
        this.tenant = tenant;
        this.secrets = Map.copyOf(secrets);
    }

    public void mount(RoutesConfig routes) {
        routes.get("/{tenant}/v2.0/.well-known/openid-configuration", this::configuration);
        routes.post("/{tenant}/oauth2/v2.0/token", this::token);
    }

    private void configuration(Context context) {
        String authority = "https://" + context.host() + "/" + tenant;
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("issuer", authority + "/v2.0")
                .put("token_endpoint", authority + "/oauth2/v2.0/token")
                .put("authorization_endpoint", authority + "/oauth2/v2.0/authorize");
        body.putArray("token_endpoint_auth_methods_supported").add("client_secret_post");
        answer(context, 200, body);
    }

    private void token(Context context) {
        String clientId = Objects.requireNonNullElse(context.formParam("client_id"), "");
        String scope = Objects.requireNonNullElse(context.formParam("scope"), "");
        if (!context.pathParam("tenant").equalsIgnoreCase(tenant)) {
            refuse(context, 400, "invalid_request", 90002, "Tenant '" + context.pathParam("tenant") + "' not found.");
        } else if (!Objects.equals(context.formParam("grant_type"), "client_credentials")) {
            refuse(context, 400, "unsupported_grant_type", 70003, "The grant type is not supported.");
        } else if (!secrets.containsKey(clientId)) {
            refuse(context, 400, "unauthorized_client", 700016, "Application '" + clientId + "' was not found.");
        } else if (!Objects.equals(secrets.get(clientId), context.formParam("client_secret"))) {
            refuse(context, 401, "invalid_client", 7000215, "Invalid client secret provided.");
        } else if (audience(scope) == null) {
            refuse(
                    context,
                    400,
                    "invalid_scope",
                    1002012,
                    "The scope '" + scope + "' is not valid: it must end in /.default.");
        } else {
            grant(context, clientId, Objects.requireNonNull(audience(scope)));
        }
    }

    private void grant(Context context, String clientId, String audience) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("token_type", "Bearer")
                .put("expires_in", Tokens.LIFETIME.toSeconds())
                .put("ext_expires_in", Tokens.LIFETIME.toSeconds())
                .put("access_token", tokens.issue(clientId, audience));
        answer(context, 200, body);
    }

    private static @Nullable String audience(String scope) {
        // MSAL adds scopes of its own to the one that was asked for.
        return Arrays.stream(scope.split(" ", -1))
                .filter(each -> each.endsWith("/.default"))
                .map(each -> each.substring(0, each.length() - "/.default".length()))
                .findFirst()
                .orElse(null);
    }

    private static void refuse(Context context, int status, String error, int code, String text) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("error", error)
                .put("error_description", "AADSTS" + code + ": " + text);
        body.putArray("error_codes").add(code);
        body.put("trace_id", UUID.randomUUID().toString());
        body.put("correlation_id", UUID.randomUUID().toString());
        answer(context, status, body);
    }

    private static void answer(Context context, int status, ObjectNode body) {
        context.status(status).contentType("application/json").result(body.toString());
    }
}
