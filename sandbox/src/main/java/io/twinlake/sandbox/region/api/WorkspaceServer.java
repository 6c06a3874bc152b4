package io.twinlake.sandbox.region.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.twinlake.sandbox.region.engine.SqlFailure;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.access.Principals;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server of a region's workspace, on 127.0.0.1. */
public final class WorkspaceServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkspaceServer.class);

    private final Javalin app;

    private WorkspaceServer(Javalin app) {
        this.app = app;
    }

    /**
     * What a server needs.
     *
     * @param outer the handlers around the whole server (call log, faults); the innermost takes the workspace's own
     * @param secret signs the tokens that are issued
     * @param tokens personal access tokens, each with the name of its principal
     * @param latencyMs waited before each answer
     */
    public record Settings(int port, String secret, Map<String, String> tokens, int latencyMs, Handler.Wrapper outer) {}

    /** Starts to listen; each service registers its endpoints. */
    public static WorkspaceServer start(Settings settings, Principals principals, Clock clock, Services services) {
        AccessTokens tokens = new AccessTokens(settings.secret(), clock);
        Authentication authentication = new Authentication(settings.tokens(), principals, tokens);
        Javalin app = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.http.maxRequestSize = 64L << 20;
            config.jetty.threadPool = new QueuedThreadPool(64, 4);
            config.jetty.modifyServer(server -> server.setHandler(settings.outer()));
            // Names in paths may hold any character; they arrive percent-encoded and are decoded once, by us.
            config.jetty.modifyHttpConfiguration(http -> http.setUriCompliance(UriCompliance.UNSAFE));
            config.jetty.modifyServletContextHandler(
                    context -> context.getServletHandler().setDecodeAmbiguousURIs(true));
            config.routes.before(context -> delay(settings.latencyMs()));
            services.register(new Routes(config.routes, authentication), tokens);
            config.routes.exception(CatalogFailure.class, WorkspaceServer::refuse);
            config.routes.exception(
                    SqlFailure.class,
                    (failure, context) -> write(context, 400, "BAD_REQUEST", String.valueOf(failure.getMessage())));
            config.routes.exception(Exception.class, WorkspaceServer::fail);
            config.routes.error(404, WorkspaceServer::unknown);
        });
        app.start("127.0.0.1", settings.port());
        return new WorkspaceServer(app);
    }

    /** Registers all endpoints of a workspace. */
    @FunctionalInterface
    public interface Services {
        void register(Routes routes, AccessTokens tokens);
    }

    public int port() {
        return app.port();
    }

    /** The connector, for faults that act on the port. */
    public ServerConnector connector() {
        return (ServerConnector) app.jettyServer().server().getConnectors()[0];
    }

    private static void delay(int latencyMs) throws InterruptedException {
        if (latencyMs > 0) {
            Thread.sleep(latencyMs);
        }
    }

    private static void refuse(CatalogFailure failure, Context context) {
        write(context, failure.kind().status(), failure.kind().name(), String.valueOf(failure.getMessage()));
    }

    private static void fail(Exception failure, Context context) {
        if (failure instanceof HttpResponseException answered) {
            write(context, answered.getStatus(), "BAD_REQUEST", String.valueOf(answered.getMessage()));
            return;
        }
        LOG.error("{} {} failed", context.method(), context.path(), failure);
        write(context, 500, ErrorKind.INTERNAL_ERROR.name(), String.valueOf(failure.getMessage()));
    }

    /** A path without an endpoint: the platform has others, this one answers none of them. */
    private static void unknown(Context context) {
        if (!String.valueOf(context.result()).contains("error_code")) {
            write(
                    context,
                    404,
                    ErrorKind.ENDPOINT_NOT_FOUND.name(),
                    "No API found for '" + context.method() + " " + context.path() + "'");
        }
    }

    private static void write(Context context, int status, String code, String message) {
        Fields body = new Fields()
                .with("error_code", code)
                .with("message", message)
                .with(
                        "details",
                        List.of(Map.of(
                                "@type",
                                "type.googleapis.com/google.rpc.RequestInfo",
                                "request_id",
                                UUID.randomUUID().toString(),
                                "serving_data",
                                "")));
        try {
            Routes.write(context.status(status), body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an error cannot be written as JSON", e);
        }
    }

    @Override
    public void close() {
        app.stop();
    }
}
