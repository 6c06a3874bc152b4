package io.twinlake.sandbox.region.jobs;

import io.twinlake.sandbox.region.api.ApiRequest;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;

/** Numbers in requests: ids of jobs and of runs. */
final class RequestNumber {

    private RequestNumber() {}

    static long inQuery(ApiRequest request, String field) {
        return parse(field, request.requiredQuery(field));
    }

    static long inBody(ApiRequest request, String field) {
        return parse(field, request.required(field));
    }

    static long parse(String field, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new CatalogFailure(ErrorKind.INVALID_PARAMETER_VALUE, "Invalid value for " + field + ": " + text, e);
        }
    }
}
