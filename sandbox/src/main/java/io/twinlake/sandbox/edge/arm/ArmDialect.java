package io.twinlake.sandbox.edge.arm;

import io.twinlake.sandbox.fault.Dialect;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpURI;

/** Resource Manager's errors and pages. */
public final class ArmDialect implements Dialect {

    private static final String JSON = "application/json; charset=utf-8";
    /** What the link of a made-up empty page adds to the address that was asked for. */
    private static final String EMPTY_PAGE = "&%24skipToken=empty-page";

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
    public Optional<Answer> emptyPageBefore(HttpURI uri) {
        if (!isList(uri.getPath().toLowerCase(Locale.ROOT))
                || uri.getPathQuery().endsWith(EMPTY_PAGE)) {
            return Optional.empty();
        }
        String next = uri.getScheme() + "://" + uri.getAuthority() + uri.getPathQuery() + EMPTY_PAGE;
        return Optional.of(new Answer(200, JSON, "{\"value\":[],\"nextLink\":\"" + next + "\"}"));
    }

    @Override
    public HttpURI behindEmptyPage(HttpURI uri) {
        String asked = uri.getPathQuery();
        return asked.endsWith(EMPTY_PAGE)
                ? HttpURI.build(uri)
                        .pathQuery(asked.substring(0, asked.length() - EMPTY_PAGE.length()))
                        .asImmutable()
                : uri;
    }

    private static boolean isList(String path) {
        return path.startsWith("/subscriptions/") && LISTS.contains(path.substring(path.lastIndexOf('/') + 1));
    }
}
