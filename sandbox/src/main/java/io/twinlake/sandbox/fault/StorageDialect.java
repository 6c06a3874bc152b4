package io.twinlake.sandbox.fault;

import java.util.Map;
import org.eclipse.jetty.http.HttpURI;

/** Azure Blob Storage's XML errors and list markers. */
public final class StorageDialect implements Dialect {

    private static final String XML = "application/xml";

    private static final Map<Integer, String> ERRORS = Map.of(
            401, "InvalidAuthenticationInfo",
            403, "AuthorizationFailure",
            404, "ResourceNotFound",
            409, "OperationNotAllowedInCurrentState",
            412, "ConditionNotMet",
            500, "InternalError",
            503, "ServerBusy");

    @Override
    public Answer error(int status) {
        String code = ERRORS.getOrDefault(status, status < 500 ? "InvalidInput" : "InternalError");
        return new Answer(
                status,
                XML,
                "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>%s</Code><Message>The request failed with status %d.</Message></Error>"
                        .formatted(code, status));
    }

    @Override
    public boolean isList(HttpURI uri) {
        String query = uri.getQuery();
        return query != null && query.contains("comp=list");
    }

    @Override
    public String tokenParameter() {
        return "marker";
    }

    @Override
    public Answer emptyPage(HttpURI uri, String nextToken) {
        boolean blobs = String.valueOf(uri.getQuery()).contains("restype=container");
        return new Answer(
                200,
                XML,
                "<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults><%1$s/><NextMarker>%2$s</NextMarker></EnumerationResults>"
                        .formatted(blobs ? "Blobs" : "Containers", nextToken));
    }
}
