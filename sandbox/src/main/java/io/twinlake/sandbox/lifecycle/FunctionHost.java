package io.twinlake.sandbox.lifecycle;

import io.twinlake.sandbox.calls.Actor;
import io.twinlake.sandbox.edge.function.HostRestarts;
import io.twinlake.sandbox.edge.function.LookupFunction;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The host of a region's Function, which says whether the Function has started. */
final class FunctionHost {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    private final HttpRequest question;

    FunctionHost(RegionLayout region, String platformKey) {
        this.question = HttpRequest.newBuilder(URI.create(region.functionUrl() + LookupFunction.STATUS_PATH))
                .header("User-Agent", Actor.SANDBOX_USER_AGENT)
                .header(HostRestarts.KEY_HEADER, platformKey)
                .timeout(Duration.ofSeconds(2))
                .build();
    }

    boolean isRunning() {
        try {
            return CLIENT.send(question, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .contains("Running");
        } catch (IOException e) {
            // Not yet: it does not answer.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxFailure("Interrupted while a Function was waited for", e);
        }
    }
}
