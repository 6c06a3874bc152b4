package io.twinlake.sandbox.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.twinlake.sandbox.lifecycle.RegionLayout;
import io.twinlake.sandbox.lifecycle.SandboxFailure;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The REST interface of one region's workspace, as one of its principals sees it: as the root, where none is named. */
public final class Workspace {

    private static final JsonMapper JSON = new JsonMapper();

    private final RegionLayout region;
    private final String token;

    public Workspace(RegionLayout region) {
        this(region, region.token());
    }

    Workspace(RegionLayout region, String token) {
        this.region = region;
        this.token = token;
    }

    /**
     * The answer to a GET of that path.
     *
     * @throws SandboxFailure unless it succeeds
     */
    public JsonNode get(String path) {
        return call("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    /**
     * The answer to a POST of that body.
     *
     * @throws SandboxFailure unless it succeeds
     */
    public JsonNode post(String path, JsonNode body) {
        return call("POST", path, HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    /**
     * The answer to a PATCH of that body.
     *
     * @throws SandboxFailure unless it succeeds
     */
    public JsonNode patch(String path, JsonNode body) {
        return call("PATCH", path, HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    private JsonNode call(String method, String path, HttpRequest.BodyPublisher body) {
        HttpResponse<String> response = Http.send(Http.request(region.workspace() + path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build());
        if (response.statusCode() != 200) {
            throw new SandboxFailure(
                    "Region " + region.name() + " answered " + response.statusCode() + ": " + response.body());
        }
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new SandboxFailure("Region " + region.name() + " answered something else than JSON.", e);
        }
    }
}
