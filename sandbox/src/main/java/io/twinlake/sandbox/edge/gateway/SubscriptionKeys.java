package io.twinlake.sandbox.edge.gateway;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** Whether a client may ask at all: by a key in the header or, where that is absent, in the query. */
public record SubscriptionKeys(List<String> valid) {
    public static final String HEADER = "Ocp-Apim-Subscription-Key";
    static final String QUERY = "subscription-key";

    /** Why a request is refused with 401, in API Management's words; empty where it is not. */
    Optional<String> refusal(Context context) {
        String sent = Optional.ofNullable(context.header(HEADER)).orElseGet(() -> context.queryParam(QUERY));
        if (valid.isEmpty() || sent != null && valid.contains(sent)) {
            return Optional.empty();
        }
        return Optional.of(
                sent == null
                        ? "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API."
                        : "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.");
    }
}
