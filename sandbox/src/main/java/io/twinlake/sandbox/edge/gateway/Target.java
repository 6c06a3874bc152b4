package io.twinlake.sandbox.edge.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a request goes.
 *
 * @param key the backend whose breaker counts the answer
 * @param url base of the address
 * @param headers what the backend's credentials add
 */
record Target(String key, String url, Map<String, List<String>> headers) {
    static Target of(String key, JsonNode backend) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        backend.path("credentials").path("header").properties().forEach(header -> {
            List<String> values = new ArrayList<>();
            header.getValue().forEach(value -> values.add(value.asText()));
            headers.put(header.getKey(), values);
        });
        return new Target(key, backend.path("url").asText(), headers);
    }
}
