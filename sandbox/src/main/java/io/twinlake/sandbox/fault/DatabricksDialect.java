package io.twinlake.sandbox.fault;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpURI;

/** The Databricks REST API's JSON errors and page tokens. */
public final class DatabricksDialect implements Dialect {

    private static final String JSON = "application/json";

    private static final Set<String> LISTS = Set.of(
            "catalogs",
            "schemas",
            "tables",
            "functions",
            "volumes",
            "models",
            "versions",
            "shares",
            "recipients",
            "providers",
            "external-locations",
            "storage-credentials",
            "workspaces",
            "warehouses",
            "list",
            "runs");

    private static final Map<Integer, String> ERRORS = Map.of(
            400, "BAD_REQUEST",
            401, "UNAUTHENTICATED",
            403, "PERMISSION_DENIED",
            404, "NOT_FOUND",
            409, "RESOURCE_CONFLICT",
            429, "REQUEST_LIMIT_EXCEEDED",
            500, "INTERNAL_ERROR",
            503, "TEMPORARILY_UNAVAILABLE",
            504, "DEADLINE_EXCEEDED");

    @Override
    public Answer error(int status) {
        String code = ERRORS.getOrDefault(status, status < 500 ? "BAD_REQUEST" : "INTERNAL_ERROR");
        return new Answer(
                status,
                JSON,
                "{\"error_code\":\"%s\",\"message\":\"The request failed with status %d.\"}".formatted(code, status));
    }

    @Override
    public Optional<Answer> emptyPageBefore(HttpURI uri) {
        return isList(uri.getPath()) && !PageToken.isWrapped(uri)
                ? Optional.of(new Answer(200, JSON, "{\"next_page_token\":\"" + PageToken.wrapping(uri) + "\"}"))
                : Optional.empty();
    }

    @Override
    public HttpURI behindEmptyPage(HttpURI uri) {
        return PageToken.unwrap(uri);
    }

    private static boolean isList(String path) {
        return path.startsWith("/api/") && LISTS.contains(path.substring(path.lastIndexOf('/') + 1));
    }
}
