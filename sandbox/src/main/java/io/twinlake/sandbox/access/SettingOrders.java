package io.twinlake.sandbox.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.twinlake.sandbox.lifecycle.RegionLayout;
import io.twinlake.sandbox.lifecycle.SandboxFailure;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Turns the settings of one region on its control port; each call answers all of them, as JSON. */
public final class SettingOrders {

    private static final JsonMapper JSON = new JsonMapper();

    private final String address;

    public SettingOrders(RegionLayout region) {
        this.address = "http://127.0.0.1:" + region.control() + "/settings";
    }

    public String all() {
        return send("GET", HttpRequest.BodyPublishers.noBody());
    }

    /** @throws SandboxFailure where there is no such setting, or it does not take that number */
    public String set(Map<String, Long> values) {
        try {
            return send("PATCH", HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(values)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("names and numbers cannot be written as JSON", e);
        }
    }

    /** Makes all of them the platform's own. */
    public String reset() {
        return send("DELETE", HttpRequest.BodyPublishers.noBody());
    }

    private String send(String method, HttpRequest.BodyPublisher body) {
        HttpResponse<String> response =
                Http.send(Http.request(address).method(method, body).build());
        if (response.statusCode() != 200) {
            throw new SandboxFailure("The setting was refused: " + response.body());
        }
        return response.body();
    }
}
