package io.twinlake.sandbox.edge.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.twinlake.sandbox.edge.EdgeSpec;
import io.twinlake.sandbox.edge.EdgeSpec.Route;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forwards each request to its API's backend, once: an error of the backend's is the client's. */
public final class Gateway {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private static final List<HandlerType> METHODS =
            List.of(HandlerType.GET, HandlerType.POST, HandlerType.PUT, HandlerType.PATCH, HandlerType.DELETE);

    private final List<Route> apis;
    private final SubscriptionKeys keys;
    private final Configuration configuration;
    private final Selection selection;
    private final NamedValueText namedValues;
    private HttpClient client = newClient();
    private long connections;

    public Gateway(EdgeSpec.ApiManagement service, Configuration configuration, Clock clock, RandomGenerator random) {
        this.apis = List.copyOf(service.routes());
        this.keys = new SubscriptionKeys(service.subscriptionKeys());
        this.configuration = configuration;
        this.namedValues = new NamedValueText(configuration);
        this.selection = new Selection(configuration, clock, random);
    }

    public void mount(RoutesConfig routes) {
        for (Route api : apis) {
            for (HandlerType method : METHODS) {
                routes.addHttpHandler(method, api.path() + "/*", context -> forward(context, api));
            }
        }
        for (HandlerType method : METHODS) {
            routes.addHttpHandler(method, "/*", context -> refuse(context, 404, "Resource not found"));
        }
        routes.exception(IllegalStateException.class, (failure, context) -> {
            LOG.warn("path={} cannot be routed: {}", context.path(), failure.getMessage());
            refuse(context, 500, "Internal server error");
        });
    }

    private void forward(Context context, Route api) {
        Optional<String> refusal = keys.refusal(context);
        if (refusal.isPresent()) {
            refuse(context, 401, refusal.get());
            return;
        }
        Optional<Target> target = target(api);
        if (target.isEmpty()) {
            refuse(context, 503, "Service Unavailable");
            return;
        }
        HttpRequest request = Forwarding.request(context, target.get(), Duration.ofMillis(api.timeoutMs()));
        context.future(() -> client().sendAsync(request, BodyHandlers.ofByteArray())
                .handle((response, failure) -> {
                    if (failure == null) {
                        pass(context, target.get(), response);
                    } else {
                        fail(context, target.get(), failure);
                    }
                    return context;
                }));
    }

    private Optional<Target> target(Route api) {
        return namedValues.isUsedIn(api.backend())
                ? Optional.of(new Target("", namedValues.resolve(api.backend()), Map.of()))
                : selection.choose(api.backend());
    }

    private void pass(Context context, Target target, HttpResponse<byte[]> response) {
        selection.record(target, response.statusCode());
        response.headers().map().forEach((name, values) -> {
            if (Forwarding.isPassedOn(name)) {
                context.res().setHeader(name, values.get(0));
                values.stream().skip(1).forEach(value -> context.res().addHeader(name, value));
            }
        });
        context.status(response.statusCode()).result(response.body());
    }

    private void fail(Context context, Target target, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        LOG.info("backend={} url={} failed: {}", target.key(), target.url(), cause.toString());
        selection.record(target, 500);
        boolean late = cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException);
        if (late) {
            refuse(context, 504, "The backend did not answer in time");
        } else {
            refuse(context, 500, "Internal server error");
        }
    }

    private static void refuse(Context context, int status, String message) {
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("statusCode", status)
                .put("message", message)
                .put("activityId", UUID.randomUUID().toString())
                .toString();
        context.status(status).contentType("application/json").result(body);
    }

    /** The client; a new one, with new connections, after a reconnect was asked for. */
    private synchronized HttpClient client() {
        if (connections != configuration.connections()) {
            connections = configuration.connections();
            client = newClient();
        }
        return client;
    }

    private static HttpClient newClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }
}
