package io.twinlake.sandbox.edge.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a Function's settings from the edge, and from the file of the last reading while the edge does not answer. */
final class SettingsSource {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsSource.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final FunctionSpec spec;
    private final HttpClient client;

    SettingsSource(FunctionSpec spec, HttpClient client) {
        this.spec = spec;
        this.client = client;
    }

    /** The current settings, else the last ones; empty when there were never any. */
    Optional<AppSettings.Revision> read() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(spec.platform() + "/platform/apps/" + spec.app() + "/settings"))
                    .header(HostRestarts.KEY_HEADER, spec.platformKey())
                    .timeout(TIMEOUT)
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                keep(answer.body());
                return Optional.of(parse(answer.body()));
            }
            LOG.warn("app={} got status {} for its settings; the last ones hold", spec.app(), answer.statusCode());
        } catch (IOException e) {
            LOG.warn("app={} cannot reach its platform ({}); the last settings hold", spec.app(), e.toString());
        }
        return last();
    }

    private Optional<AppSettings.Revision> last() {
        try {
            return Files.exists(spec.lastSettings())
                    ? Optional.of(parse(Files.readString(spec.lastSettings())))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + spec.lastSettings(), e);
        }
    }

    private void keep(String text) throws IOException {
        var next = spec.lastSettings().resolveSibling(spec.lastSettings().getFileName() + ".next");
        Files.writeString(next, text);
        Files.move(next, spec.lastSettings(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static AppSettings.Revision parse(String text) throws IOException {
        JsonNode content = JSON.readTree(text);
        Map<String, String> values = new HashMap<>();
        content.required("settings")
                .properties()
                .forEach(each -> values.put(each.getKey(), each.getValue().asText()));
        return new AppSettings.Revision(content.required("revision").asLong(), values);
    }
}
