package io.twinlake.sandbox.region.api.statement;

import io.twinlake.sandbox.region.api.ApiRequest;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;

/**
 * How a statement's submitter wants its result; settled when it is handed in.
 *
 * @param external whether by links to its chunks, not in the answers themselves
 * @param rowLimit of the rows that are more the result has none
 */
record Delivery(boolean external, long rowLimit) {

    static Delivery of(ApiRequest request) {
        String disposition = request.body().path("disposition").asText("INLINE");
        String format = request.body().path("format").asText("JSON_ARRAY");
        boolean external = disposition.equals("EXTERNAL_LINKS");
        if (!external && !disposition.equals("INLINE")) {
            throw refused("disposition must be INLINE or EXTERNAL_LINKS, not " + disposition);
        }
        if (!format.equals("JSON_ARRAY")) {
            throw refused(
                    external
                            ? "The sandbox gives results in the format JSON_ARRAY alone, not in " + format
                            : "The format must be JSON_ARRAY where the disposition is INLINE, not " + format);
        }
        return new Delivery(external, request.body().path("row_limit").asLong(Long.MAX_VALUE));
    }

    private static CatalogFailure refused(String why) {
        return new CatalogFailure(ErrorKind.INVALID_PARAMETER_VALUE, why);
    }
}
