package io.twinlake.clients.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An answer of Azure as it came. */
record ArmAnswer(int status, HttpHeaders headers, byte[] bytes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Nullable
    String header(HttpHeaderName name) {
        return headers.getValue(name);
    }

    /** The body as an object; null where it is none. */
    @Nullable
    ObjectNode object() {
        try {
            JsonNode node = JSON.readTree(bytes);
            return node instanceof ObjectNode object ? object : null;
        } catch (IOException notJson) {
            return null;
        }
    }

    boolean isGood() {
        return status / 100 == 2;
    }
}
