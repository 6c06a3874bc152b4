package io.twinlake.sandbox.edge.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** Looks rows up by id through a warehouse's Statement Execution API, each with one statement and a named parameter. */
final class WarehouseLookup {

    private static final JsonMapper JSON = new JsonMapper();

    /** Long enough for a warehouse that does other work meanwhile: a late answer is better than none. */
    private static final String WAIT = "20s";

    private static final Duration TIMEOUT = Duration.ofSeconds(25);
    private static final String USER_AGENT = "lookup-function/1";

    private final LookupSettings settings;
    private final HttpClient client;
    private volatile String token = "";

    WarehouseLookup(LookupSettings settings, HttpClient client) {
        this.settings = settings;
        this.client = client;
    }

    /** Of the workspace that is asked, with its port where the address has one. */
    String host() {
        return URI.create(settings.endpoint()).getAuthority();
    }

    /** The row of that id as JSON, or empty when there is none. */
    Optional<ObjectNode> find(String id) throws LookupUnavailable, InterruptedException {
        try {
            HttpResponse<String> answer = ask(id);
            if (answer.statusCode() == 401 || answer.statusCode() == 403) {
                token = requestToken();
                answer = ask(id);
            }
            return row(succeeded(answer));
        } catch (IOException e) {
            throw new LookupUnavailable("the warehouse does not answer", e);
        }
    }

    private HttpResponse<String> ask(String id) throws IOException, InterruptedException, LookupUnavailable {
        if (token.isEmpty()) {
            token = requestToken();
        }
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("warehouse_id", settings.warehouseId())
                .put("statement", "SELECT * FROM " + settings.table() + " WHERE id = :id")
                .put("wait_timeout", WAIT)
                .put("on_wait_timeout", "CANCEL")
                .put("disposition", "INLINE")
                .put("format", "JSON_ARRAY");
        body.putArray("parameters")
                .addObject()
                .put("name", "id")
                .put("value", id)
                .put("type", "STRING");
        return client.send(
                request("/api/2.0/sql/statements")
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String requestToken() throws IOException, InterruptedException, LookupUnavailable {
        String basic = Base64.getEncoder()
                .encodeToString((settings.clientId() + ":" + settings.clientSecret()).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = client.send(
                request("/oidc/v1/token")
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=all-apis"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new LookupUnavailable("the workspace gives no token: status " + answer.statusCode());
        }
        return JSON.readTree(answer.body()).path("access_token").asText();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(settings.endpoint() + path))
                .header("User-Agent", USER_AGENT)
                .timeout(TIMEOUT);
    }

    private static JsonNode succeeded(HttpResponse<String> answer) throws IOException, LookupUnavailable {
        if (answer.statusCode() != 200) {
            throw new LookupUnavailable("the warehouse answered with status " + answer.statusCode());
        }
        JsonNode body = JSON.readTree(answer.body());
        JsonNode status = body.path("status");
        if (!status.path("state").asText().equals("SUCCEEDED")) {
            throw new LookupUnavailable(
                    "the lookup ended as " + status.path("state").asText() + ": "
                            + status.path("error").path("message").asText());
        }
        return body;
    }

    private static Optional<ObjectNode> row(JsonNode body) throws IOException {
        JsonNode values = body.path("result").path("data_array").path(0);
        if (values.isMissingNode()) {
            return Optional.empty();
        }
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        JsonNode columns = body.path("manifest").path("schema").path("columns");
        for (int i = 0; i < columns.size(); i++) {
            row.set(
                    columns.get(i).path("name").asText(),
                    value(columns.get(i).path("type_name").asText(), values.path(i)));
        }
        return Optional.of(row);
    }

    /** A value as JSON has it; the API gives every one as text. */
    private static JsonNode value(String type, JsonNode text) throws IOException {
        if (text.isNull()) {
            return text;
        }
        return switch (type) {
            case "BOOLEAN", "BYTE", "SHORT", "INT", "LONG", "ARRAY", "MAP", "STRUCT" -> JSON.readTree(text.asText());
            case "FLOAT", "DOUBLE" -> number(text.asText());
            default -> text;
        };
    }

    /** A number, or text where JSON has none: NaN and the infinities. */
    private static JsonNode number(String text) {
        double value = Double.parseDouble(text);
        return Double.isFinite(value)
                ? JsonNodeFactory.instance.numberNode(value)
                : JsonNodeFactory.instance.textNode(text);
    }
}
