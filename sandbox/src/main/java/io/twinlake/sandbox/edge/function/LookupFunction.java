package io.twinlake.sandbox.edge.function;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.twinlake.sandbox.calls.CallLog;
import io.twinlake.sandbox.edge.EdgeServer;
import io.twinlake.sandbox.edge.function.Instances.Started;
import io.twinlake.sandbox.fault.Faults;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Function of one region: {@code GET /customers/{id}} is the row as JSON, 401 without a key, 404 for an unknown id, and 503 while the warehouse
 * is not there, or where the Function does not start. Its instances start again when the edge says that its settings have changed.
 */
public final class LookupFunction implements AutoCloseable {

    /** The header that names the region which served. */
    public static final String SERVED_BY = "x-served-by";

    /** The header that names the host of the workspace which was read. */
    public static final String READS_FROM = "x-reads-from";

    /** The header that names the instance which answered. */
    public static final String INSTANCE = "x-instance";

    /** The header of a caller's key. */
    public static final String KEY_HEADER = "x-functions-key";

    private static final String KEY_QUERY = "code";

    /** The host's state as JSON, {@code Running} once its settings are read; it takes the platform's key. */
    public static final String STATUS_PATH = "/admin/host/status";

    private static final Logger LOG = LoggerFactory.getLogger(LookupFunction.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    private final FunctionSpec spec;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final Instances instances;
    private final EdgeServer server;

    private LookupFunction(FunctionSpec spec, Faults faults, CallLog log, LongSupplier stuck) {
        this.spec = spec;
        this.instances = new Instances(spec, client, stuck);
        this.server = EdgeServer.start(
                new EdgeServer.Setting(
                        spec.region(), "function", spec.port(), Optional.empty(), faults, new PlainErrors(), log),
                this::mount);
    }

    /**
     * Listens, and reads its settings meanwhile; the faults are the region's, so that both go down together.
     *
     * @param stuck how many of its instances take over no new settings now
     */
    public static LookupFunction start(FunctionSpec spec, Faults faults, CallLog log, LongSupplier stuck) {
        return new LookupFunction(spec, faults, log, stuck);
    }

    public int port() {
        return server.port();
    }

    private void mount(RoutesConfig routes) {
        routes.get("/customers/{id}", this::lookup);
        routes.get(STATUS_PATH, this::status);
        routes.post(HostRestarts.PATH, this::restart);
        routes.get(HostRestarts.PATH, this::restarted);
    }

    private void status(Context context) {
        if (refusesKey(context)) {
            return;
        }
        String state = instances.isRunning() ? "Running" : "Initializing";
        context.contentType("application/json")
                .result(JsonNodeFactory.instance
                        .objectNode()
                        .put("state", state)
                        .toString());
    }

    private void lookup(Context context) throws InterruptedException {
        if (!isAllowed(context)) {
            context.status(401);
            return;
        }
        context.header(SERVED_BY, spec.region());
        Optional<Started> up = instances.next();
        if (up.isEmpty()) {
            context.status(503).result("Function host is not running.");
            return;
        }
        Started now = up.get();
        context.header(READS_FROM, now.lookup().host());
        context.header(INSTANCE, Integer.toString(now.instance()));
        try {
            Optional<ObjectNode> row = now.lookup().find(context.pathParam("id"));
            if (!instances.isUp(now)) {
                cut(context);
            } else if (row.isPresent()) {
                context.contentType("application/json").result(row.get().toString());
            } else {
                refuse(context, 404, "no customer has this id");
            }
        } catch (LookupUnavailable e) {
            LOG.info("region={} cannot look up: {}", spec.region(), e.getMessage());
            refuse(context, 503, e.getMessage());
        }
    }

    /** By the header or, only where that is absent, by the query. */
    private boolean isAllowed(Context context) {
        String sent = Optional.ofNullable(context.header(KEY_HEADER)).orElseGet(() -> context.queryParam(KEY_QUERY));
        return spec.hostKeys().isEmpty() || sent != null && spec.hostKeys().contains(sent);
    }

    /** An instance that is ended takes what it works at with it. */
    private static void cut(Context context) {
        ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }

    /** 200 where all instances have the settings of a revision. */
    private void restarted(Context context) {
        if (!refusesKey(context)) {
            context.status(instances.haveAll(Long.parseLong(context.queryParam("settings"))) ? 200 : 409);
        }
    }

    /** Restarts, but for instances whose settings are the ones that the edge speaks of. */
    private void restart(Context context) {
        if (refusesKey(context)) {
            return;
        }
        String settings = context.queryParam("settings");
        instances.restart(settings == null ? null : Long.valueOf(settings));
        context.status(202);
    }

    private boolean refusesKey(Context context) {
        boolean wrong = !Objects.equals(context.header(HostRestarts.KEY_HEADER), spec.platformKey());
        if (wrong) {
            refuse(context, 401, "the key is missing or wrong");
        }
        return wrong;
    }

    private static void refuse(Context context, int status, @Nullable String message) {
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("statusCode", status)
                .put("message", message)
                .toString();
        context.status(status).contentType("application/json").result(body);
    }

    @Override
    public void close() {
        server.close();
        instances.close();
    }
}
