package io.twinlake.clients.azure;

import java.util.Locale;

/** The version of each provider's interface that this program was written for. */
final class ApiVersions {
    private static final String API_MANAGEMENT = "2024-05-01";
    static final String AUTHORIZATION = "2022-04-01";
    private static final String WEB = "2023-12-01";

    private ApiVersions() {}

    /** @throws IllegalArgumentException for a resource whose provider is not among them */
    static String of(String id) {
        String lower = id.toLowerCase(Locale.ROOT);
        if (lower.contains("/providers/microsoft.apimanagement/")) {
            return API_MANAGEMENT;
        }
        if (lower.contains("/providers/microsoft.web/")) {
            return WEB;
        }
        throw new IllegalArgumentException("no API version is known for " + id);
    }
}
