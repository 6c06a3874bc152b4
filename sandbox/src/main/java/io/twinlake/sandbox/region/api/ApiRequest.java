package io.twinlake.sandbox.region.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import io.twinlake.sandbox.calls.CallLogHandler;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.access.Caller;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One authenticated request: path parts decoded, body read as a JSON object. */
public final class ApiRequest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Context context;
    private final Caller caller;
    private @Nullable JsonNode body;

    ApiRequest(Context context, Caller caller) {
        this.context = context;
        this.caller = caller;
    }

    public Caller caller() {
        return caller;
    }

    /** The caller as it reads: with {@code include_browse} it is shown also what it may but browse. */
    public Caller reader() {
        return flag("include_browse") ? caller.browser() : caller;
    }

    /** The server's own address, as the client named it. */
    public String host() {
        return context.host() == null ? "" : context.host();
    }

    public String path(String name) {
        return context.pathParam(name);
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(context.queryParam(name));
    }

    public String requiredQuery(String name) {
        return query(name).orElseThrow(() -> missing(name));
    }

    public boolean flag(String name) {
        return query(name).map(Boolean::parseBoolean).orElse(false);
    }

    /** The body as a JSON object; an empty body is an empty object. */
    public JsonNode body() {
        if (body == null) {
            body = parse(context.body().isBlank() ? "{}" : context.body());
        }
        return body;
    }

    private static JsonNode parse(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (!node.isObject()) {
                throw new CatalogFailure(ErrorKind.BAD_REQUEST, "The request's body is not a JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new CatalogFailure(
                    ErrorKind.BAD_REQUEST, "Could not parse request object: " + e.getOriginalMessage(), e);
        }
    }

    public boolean has(String field) {
        return body().hasNonNull(field);
    }

    /** True where the body names that field and no other. */
    public boolean namesOnly(String field) {
        return has(field)
                && body().properties().stream()
                        .allMatch(named ->
                                named.getKey().equals(field) || named.getValue().isNull());
    }

    public @Nullable String text(String field) {
        return has(field) ? body().get(field).asText() : null;
    }

    public String required(String field) {
        String value = text(field);
        if (value == null || value.isEmpty()) {
            throw missing(field);
        }
        return value;
    }

    /** A body field that is an object of strings; empty where it is absent. */
    public Map<String, String> strings(String field) {
        Map<String, String> values = new LinkedHashMap<>();
        body().path(field)
                .properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
        return values;
    }

    /** Lets the call log show the SQL text that the request carries. */
    public void logStatement(String sql) {
        context.attribute(CallLogHandler.STATEMENT, sql);
    }

    private static CatalogFailure missing(String field) {
        return new CatalogFailure(ErrorKind.INVALID_PARAMETER_VALUE, "Missing required field: " + field);
    }
}
