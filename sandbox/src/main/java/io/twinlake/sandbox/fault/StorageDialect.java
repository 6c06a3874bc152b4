package io.twinlake.sandbox.fault;

import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpURI;
import org.jspecify.annotations.Nullable;

/** Azure Blob Storage's XML errors and list markers. */
public final class StorageDialect implements Dialect {

    /** What a region's compute puts before its User-Agent, by which an account tells where a call comes from. */
    private static final String FROM = "from-";

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

    private final String region;

    /** @param region the account's */
    public StorageDialect(String region) {
        this.region = region;
    }

    /** How a region's compute names itself to the accounts that it reads. */
    public static String caller(String region) {
        return FROM + region;
    }

    /** What an account's network rules answer; only the compute of the account's own region is inside. */
    @Override
    public Optional<Answer> outside(@Nullable String userAgent) {
        return userAgent == null || !userAgent.contains(FROM) || userAgent.contains(caller(region))
                ? Optional.empty()
                : Optional.of(answer(403, "This request is not authorized to perform this operation."));
    }

    @Override
    public Answer error(int status) {
        return answer(status, "The request failed with status %d.".formatted(status));
    }

    private static Answer answer(int status, String message) {
        String code = ERRORS.getOrDefault(status, status < 500 ? "InvalidInput" : "InternalError");
        return new Answer(
                status,
                XML,
                ("<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>%s</Code>" + "<Message>%s</Message></Error>")
                        .formatted(code, message));
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
