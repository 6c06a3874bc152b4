package io.twinlake.clients.azure;

import com.azure.core.http.HttpMethod;
import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.clients.retry.Repeat;
import org.jspecify.annotations.Nullable;

/**
 * One request as its sender means it.
 *
 * @param object the resource that is spoken of
 * @param path below the resource manager's address, with the query, or a whole address that the platform gave
 * @param secret whether what is sent or answered holds secrets: then no word of the answer goes into a text
 */
record ArmCall(
        HttpMethod method,
        String path,
        @Nullable JsonNode body,
        @Nullable String ifMatch,
        Repeat repeat,
        String operation,
        String object,
        boolean secret) {

    static ArmCall get(String id, String operation) {
        return new ArmCall(HttpMethod.GET, versioned(id, id), null, null, Repeat.FREELY, operation, id, false);
    }

    /** Asks what the caller may do with a resource, whatever its provider. */
    static ArmCall permissions(String id) {
        String path = id + "/providers/Microsoft.Authorization/permissions?api-version=" + ApiVersions.AUTHORIZATION;
        return new ArmCall(HttpMethod.GET, path, null, null, Repeat.FREELY, "read what is permitted on", id, false);
    }

    /** Reads by POST, because the answer holds secrets. */
    static ArmCall listing(String id, String list, String operation) {
        return new ArmCall(HttpMethod.POST, versioned(id, id + list), null, null, Repeat.FREELY, operation, id, true);
    }

    static ArmCall put(String id, JsonNode body, String ifMatch, String operation) {
        return new ArmCall(
                HttpMethod.PUT, versioned(id, id), body, ifMatch, Repeat.ONLY_WITHOUT_EFFECT, operation, id, false);
    }

    static ArmCall putSecret(String id, String part, JsonNode body, String operation) {
        return new ArmCall(
                HttpMethod.PUT, versioned(id, id + part), body, null, Repeat.ONLY_WITHOUT_EFFECT, operation, id, true);
    }

    /** The question how a change goes on: without the change's condition, which Azure would apply to the question. */
    ArmCall poll(String address) {
        return new ArmCall(HttpMethod.GET, address, null, null, Repeat.FREELY, operation, object, secret);
    }

    boolean isWrite() {
        return method == HttpMethod.PUT;
    }

    /** The body may hold secrets. */
    @Override
    public String toString() {
        return method + " " + object;
    }

    private static String versioned(String id, String path) {
        return path + "?api-version=" + ApiVersions.of(id);
    }
}
