package io.twinlake.sandbox.edge.arm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.twinlake.sandbox.edge.entra.Tokens;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who calls, told from the bearer token, and whether that principal's role allows the request. */
final class Caller {

    private static final String CONTRIBUTOR = "Contributor";
    private static final Set<String> AUDIENCES =
            Set.of("https://management.azure.com", "https://management.core.windows.net");

    private final Tokens tokens;
    private final Map<String, String> roles;
    private final Clock clock;

    /** @param roles {@code Contributor} or {@code Reader}, by client id */
    Caller(Tokens tokens, Map<String, String> roles, Clock clock) {
        this.tokens = tokens;
        this.roles = Map.copyOf(roles);
        this.clock = clock;
    }

    /** The client id of a caller that may do this; a failure otherwise. */
    String admit(Context context) {
        String header = context.header("Authorization");
        if (header == null || !header.startsWith("Bearer ")) {
            throw refused(
                    context, "AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing.");
        }
        Tokens.Claims claims = tokens.read(header.substring("Bearer ".length()))
                .orElseThrow(() -> refused(context, "InvalidAuthenticationToken", "The access token is invalid."));
        if (clock.instant().isAfter(claims.expires())) {
            throw refused(context, "ExpiredAuthenticationToken", "The access token expiry UTC time has passed.");
        }
        if (!isForHere(claims.audience(), context.host())) {
            throw refused(
                    context,
                    "InvalidAuthenticationTokenAudience",
                    "The access token has been obtained for wrong audience or resource '" + claims.audience() + "'.");
        }
        authorize(context, claims.clientId());
        return claims.clientId();
    }

    /** What a caller's role permits, as Azure defines that role: the same at every scope. */
    ObjectNode permissions(@Nullable String clientId) {
        boolean contributes = CONTRIBUTOR.equals(roles.get(clientId));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode role = body.putArray("value").addObject();
        role.putArray("actions").add(contributes ? "*" : "*/read");
        ArrayNode not = role.putArray("notActions");
        if (contributes) {
            not.add("Microsoft.Authorization/*/Delete")
                    .add("Microsoft.Authorization/*/Write")
                    .add("Microsoft.Authorization/elevateAccess/Action");
        }
        role.putArray("dataActions");
        role.putArray("notDataActions");
        return body;
    }

    private void authorize(Context context, String clientId) {
        String role = roles.getOrDefault(clientId, "none");
        boolean allowed = role.equals(CONTRIBUTOR) || (role.equals("Reader") && Throttle.isRead(context));
        if (!allowed) {
            throw new ArmFailure(
                    403,
                    "AuthorizationFailed",
                    "The client '%s' with object id '%s' does not have authorization to perform the action over scope '%s'"
                                    .formatted(clientId, Tokens.objectId(clientId), context.path())
                            + " or the scope is invalid.");
        }
    }

    private static boolean isForHere(String audience, String host) {
        String bare = audience.endsWith("/") ? audience.substring(0, audience.length() - 1) : audience;
        return AUDIENCES.contains(bare) || bare.equals("https://" + host);
    }

    private static ArmFailure refused(Context context, String code, String message) {
        context.header("WWW-Authenticate", "Bearer error=\"invalid_token\", error_description=\"" + message + "\"");
        return new ArmFailure(401, code, message);
    }
}
