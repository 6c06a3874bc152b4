package io.twinlake.sandbox.region.sharing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.twinlake.sandbox.calls.Actor;
import io.twinlake.sandbox.region.RegionSpec.Peer;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks another region's process for what it shares; fails within seconds when that process does not answer. */
final class PeerClient {

    static final String SECRET_HEADER = "X-Sharing-Secret";
    static final String METASTORE_HEADER = "X-Sharing-Metastore";
    static final String BASE = "/api/2.0/delta-sharing";
    static final JsonMapper JSON =
            JsonMapper.builder().disable(MapperFeature.AUTO_DETECT_IS_GETTERS).build();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Set<Integer> BUSY = Set.of(429, 503);
    private static final int MOST_TRIES = 10;
    private static final long PAUSE = Duration.ofMillis(200).toMillis();

    private final String ownGlobalMetastoreId;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

    PeerClient(String ownGlobalMetastoreId) {
        this.ownGlobalMetastoreId = ownGlobalMetastoreId;
    }

    /** The answer; empty where the peer says that there is no such thing. */
    Optional<JsonNode> get(Peer peer, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(peer.workspace() + BASE + path))
                .timeout(PATIENCE)
                .header(SECRET_HEADER, peer.secret())
                .header(METASTORE_HEADER, ownGlobalMetastoreId)
                .header("User-Agent", Actor.SANDBOX_USER_AGENT)
                .build();
        try {
            HttpResponse<String> response = send(request);
            if (response.statusCode() == 404) {
                return Optional.empty();
            }
            if (response.statusCode() != 200) {
                throw unavailable(peer, "it answered " + response.statusCode(), null);
            }
            return Optional.of(JSON.readTree(response.body()));
        } catch (IOException e) {
            throw unavailable(peer, "it does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(peer, "the wait for it was interrupted", e);
        }
    }

    /** A sharing client asks again where the server is busy, as the one of Delta Sharing does. */
    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        for (int tries = 1; tries < MOST_TRIES && BUSY.contains(response.statusCode()); tries++) {
            Thread.sleep(PAUSE);
            response = http.send(request, HttpResponse.BodyHandlers.ofString());
        }
        return response;
    }

    /** A path part, percent-encoded. */
    static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static CatalogFailure unavailable(Peer peer, String reason, @Nullable Throwable cause) {
        return new CatalogFailure(
                ErrorKind.DELTA_SHARING_PROVIDER_UNAVAILABLE,
                "The sharing server of provider region '" + peer.region() + "' cannot be reached: " + reason + ".",
                cause);
    }
}
