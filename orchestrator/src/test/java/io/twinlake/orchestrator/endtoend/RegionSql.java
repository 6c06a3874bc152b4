package io.twinlake.orchestrator.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** SQL at one region by somebody who is not the product. */
public final class RegionSql {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String SERVICE_PRINCIPAL = "service_principal_name";

    private final JsonNode region;
    private final HttpClient http = HttpClient.newHttpClient();

    RegionSql(JsonNode region) {
        this.region = region;
    }

    public String name() {
        return region.path("name").asText();
    }

    long pid() {
        return region.path("pid").asLong();
    }

    String warehouse() {
        return region.path("warehouse").asText();
    }

    public void run(String... statements) {
        for (String statement : statements) {
            query(statement);
        }
    }

    /** A catalog of somebody else's in which Twinlake has the rights that its group needs there and back. */
    public void catalog(String name, String location) {
        run("CREATE CATALOG " + name + " MANAGED LOCATION '" + location + "'");
        grantTwinlake(name);
    }

    /** What an administrator grants Twinlake on a catalog. */
    public void grantTwinlake(String catalog) {
        run("GRANT ALL PRIVILEGES, MANAGE ON CATALOG " + catalog + " TO `" + principal("twinlake") + "`");
    }

    /** The name of whoever has a role there, as {@code sandbox up} printed it. */
    String principal(String role) {
        for (JsonNode each : region.path("principals")) {
            if (each.path("role").asText().equals(role)) {
                return each.path("name").asText();
            }
        }
        throw new IllegalStateException("nobody is " + role + " in " + name());
    }

    /** The rows as lists of texts. */
    public List<List<String>> query(String statement) {
        JsonNode answer = post(
                "/api/2.0/sql/statements",
                Map.of("statement", statement, "warehouse_id", warehouse(), "wait_timeout", "50s"));
        while (List.of("PENDING", "RUNNING").contains(state(answer))) {
            answer = send(request("/api/2.0/sql/statements/"
                            + answer.path("statement_id").asText())
                    .GET());
        }
        if (!state(answer).equals("SUCCEEDED")) {
            throw new IllegalStateException(statement + ": " + answer);
        }
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode row : answer.path("result").path("data_array")) {
            List<String> values = new ArrayList<>();
            row.forEach(value -> values.add(value.asText()));
            rows.add(values);
        }
        return rows;
    }

    public JsonNode get(String path) {
        return send(request(path).GET());
    }

    public void delete(String path) {
        send(request(path).DELETE());
    }

    JsonNode post(String path, Map<String, ?> body) {
        return send("POST", path, body);
    }

    /** What an administrator permits Twinlake to do with a job or a warehouse, by the path of its permissions. */
    void permitTwinlake(String path, String level) {
        Map<String, String> may = Map.of(SERVICE_PRINCIPAL, principal("twinlake"), "permission_level", level);
        send("PATCH", path, Map.of("access_control_list", List.of(may)));
    }

    /** Takes all of that away. */
    void forbidTwinlake(String path) {
        List<Map<String, String>> others = new ArrayList<>();
        for (JsonNode entry : get(path).path("access_control_list")) {
            String kind = Stream.of("user_name", "group_name", SERVICE_PRINCIPAL)
                    .filter(entry::hasNonNull)
                    .findFirst()
                    .orElseThrow();
            if (!entry.path(kind).asText().equals(principal("twinlake"))) {
                others.add(Map.of(
                        kind,
                        entry.path(kind).asText(),
                        "permission_level",
                        entry.at("/all_permissions/0/permission_level").asText()));
            }
        }
        send("PUT", path, Map.of("access_control_list", others));
    }

    private JsonNode send(String method, String path, Map<String, ?> body) {
        try {
            return send(
                    request(path).method(method, HttpRequest.BodyPublishers.ofString(MAPPER.writeValueAsString(body))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String state(JsonNode answer) {
        return answer.path("status").path("state").asText();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(region.path("workspace").asText() + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + region.path("token").asText());
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            return MAPPER.readTree(http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
