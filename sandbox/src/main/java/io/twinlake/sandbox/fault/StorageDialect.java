package io.twinlake.sandbox.fault;

import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpURI;

/** Azure Blob Storage's XML errors and list markers. */
public final class StorageDialect implements Dialect {

    private static final String XML = "application/xml";

    private static final String EMPTY_PAGE = "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
            + "<EnumerationResults><%s/><NextMarker>!</NextMarker></EnumerationResults>";

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
                ("<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>%s</Code>"
                                + "<Message>The request failed with status %d.</Message></Error>")
                        .formatted(code, status));
    }

    @Override
    public Optional<Answer> emptyPageBefore(HttpURI uri) {
        String query = uri.getQuery() == null ? "" : uri.getQuery();
        boolean firstPage = query.contains("comp=list") && !query.contains("marker=");
        String items = query.contains("restype=container") ? "Blobs" : "Containers";
        return firstPage ? Optional.of(new Answer(200, XML, EMPTY_PAGE.formatted(items))) : Optional.empty();
    }

    /** The token is part of the request's signature and stays as it is: it is a marker that precedes every name. */
    @Override
    public HttpURI behindEmptyPage(HttpURI uri) {
        return uri;
    }
}
