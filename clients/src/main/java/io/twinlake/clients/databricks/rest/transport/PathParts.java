package io.twinlake.clients.databricks.rest.transport;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The one place where a name becomes part of a URL. */
public final class PathParts {
    private PathParts() {}

    /** Joins a fixed path and names; every name becomes exactly one path segment, whatever it holds. */
    public static String path(String fixed, String... names) {
        StringBuilder path = new StringBuilder(fixed);
        for (String name : names) {
            path.append('/').append(encode(name));
        }
        return path.toString();
    }

    /** The path with its query; the SDK's own query parameters would decode the path again. */
    static String withQuery(String path, Map<String, String> query) {
        if (query.isEmpty()) {
            return path;
        }
        return path + "?"
                + new LinkedHashMap<>(query)
                        .entrySet().stream()
                                .map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
                                .collect(Collectors.joining("&"));
    }

    static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
