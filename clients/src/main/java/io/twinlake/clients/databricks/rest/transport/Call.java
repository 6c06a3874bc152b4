package io.twinlake.clients.databricks.rest.transport;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.clients.retry.Repeat;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request as its sender means it.
 *
 * @param operation what is tried, in words, as they follow "could not"
 * @param object the full name of the object, if there is one
 * @param longer how much longer than usual the answer may take
 */
public record Call(
        String method,
        String path,
        Map<String, String> query,
        @Nullable JsonNode body,
        Repeat repeat,
        String operation,
        @Nullable String object,
        Duration longer) {

    /** A read: it is repeated freely. */
    public static Call get(String path, String operation, @Nullable String object) {
        return new Call("GET", path, Map.of(), null, Repeat.FREELY, operation, object, Duration.ZERO);
    }

    /** A write that is repeated only where it surely had no effect. */
    public static Call post(String path, JsonNode body, String operation, @Nullable String object) {
        return new Call("POST", path, Map.of(), body, Repeat.ONLY_WITHOUT_EFFECT, operation, object, Duration.ZERO);
    }

    /** A change that is repeated only where it surely had no effect. */
    public static Call patch(String path, JsonNode body, String operation, @Nullable String object) {
        return new Call("PATCH", path, Map.of(), body, Repeat.ONLY_WITHOUT_EFFECT, operation, object, Duration.ZERO);
    }

    /** A deletion: it is repeated freely. */
    public static Call delete(String path, String operation, @Nullable String object) {
        return new Call("DELETE", path, Map.of(), null, Repeat.FREELY, operation, object, Duration.ZERO);
    }

    /** The same with one more parameter in its query. */
    public Call with(String parameter, String value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(parameter, value);
        return new Call(method, path, more, body, repeat, operation, object, longer);
    }

    /** The same, for a call whose repetition does no harm. */
    public Call repeatedFreely() {
        return repeated(Repeat.FREELY);
    }

    /** The same, for a call whose repetition does no harm, and that is to come through whoever else is at work on its object. */
    public Call repeatedAlsoInConflict() {
        return repeated(Repeat.ALSO_IN_CONFLICT);
    }

    private Call repeated(Repeat when) {
        return new Call(method, path, query, body, when, operation, object, longer);
    }

    /** The same, for a call whose answer may take longer than usual. */
    public Call answeredWithin(Duration longerBy) {
        return new Call(method, path, query, body, repeat, operation, object, longerBy);
    }

    /** Whether it may change something. */
    public boolean isWrite() {
        return !method.equals("GET");
    }
}
