package io.twinlake.sandbox.edge.arm;

import io.twinlake.sandbox.fault.Dialect;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpURI;

/** Resource Manager's errors and pages. */
public final class ArmDialect implements Dialect {

    private static final String JSON = "application/json; charset=utf-8";
    private static final Set<String> LISTS = Set.of("backends", "namedvalues", "sites");

    private static final Map<Integer, String> ERRORS = Map.of(
            401, "InvalidAuthenticationToken",
            403, "AuthorizationFailed",
            404, "ResourceNotFound",
            409, "PessimisticConcurrencyConflict",
            412, "PreconditionFailed",
            429, "SubscriptionRequestsThrottled",
            500, "InternalServerError",
            503, "ServiceUnavailable",
            504, "GatewayTimeout");

    @Override
    public Answer error(int status) {
        String code = ERRORS.getOrDefault(status, status < 500 ? "BadRequest" : "InternalServerError");
        return new Answer(
                status,
                JSON,
                ArmAnswer.error(code, "The request failed with status " + status + ".")
                        .toString());
    }

    @Override
    public boolean isList(HttpURI uri) {
        String path = uri.getPath().toLowerCase(Locale.ROOT);
        return path.startsWith("/subscriptions/") && LISTS.contains(path.substring(path.lastIndexOf('/') + 1));
    }

    /** As it stands in a query: percent-encoded. */
    @Override
    public String tokenParameter() {
        return "%24skipToken";
    }

    @Override
    public Answer emptyPage(HttpURI uri, String nextToken) {
        String next = uri.getScheme() + "://" + uri.getAuthority() + uri.getPathQuery() + "&" + tokenParameter() + "="
                + nextToken;
        return new Answer(200, JSON, "{\"value\":[],\"nextLink\":\"" + next + "\"}");
    }
}
